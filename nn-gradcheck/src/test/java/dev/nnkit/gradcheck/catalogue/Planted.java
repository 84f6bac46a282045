package dev.nnkit.gradcheck.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/** The kinds of mistakes that the checker knows by name, and how its sentence about each begins. */
enum Planted {
    /** A mistake of no known kind: naming one would mislead. */
    NO_KNOWN_KIND("(?!)"),
    MEAN_OR_SUM("factor .*(batch size|number of|size of an example)|mean|divided"),
    FACTOR("(a )?factor"),
    WRONG_SIGN("wrong sign"),
    TRANSPOSED("transposed"),
    MISSING_SLOPE("missing f'"),
    SLOPE_AT_Y("derivative taken at y"),
    SHAPE("the gradient has shape"),
    NOT_SUMMED("not summed over the batch"),
    OVERWRITTEN("overwritten"),
    IDENTITY_LOST("identity path lost"),
    UPSTREAM_IGNORED("upstream gradient ignored|not linear in the upstream"),
    OTHER_ACTIVATION("derivative of another activation"),
    STALE_CACHE("stale"),
    WRONG_AT_KINK("wrong at a kink"),
    NOT_LISTED("parameter not listed|not listed"),
    BATCH_ABOVE_ONE("wrong only for batches"),
    SWAPPED("swapped"),
    ONE_SLICE("wrong only where index"),
    OFF_BY_ONE("off by one"),
    DROPOUT_SCALE("scale of dropout lost"),
    DETACHED("detached"),
    REGULARISATION("right up to the regularisation term");

    private final Pattern beginning;

    Planted(String beginning) {
        this.beginning = Pattern.compile("(" + beginning + ").*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * Which kind the first of these sentences names, the more special one where two begin alike;
     * {@link #NO_KNOWN_KIND} if there is none.
     */
    static Planted namedFirst(List<String> causes) {
        if (causes.isEmpty()) {
            return NO_KNOWN_KIND;
        }
        String first = causes.get(0);
        for (Planted each : values()) {
            if (each.beginning.matcher(first).matches()) {
                return each;
            }
        }
        throw new IllegalArgumentException("no kind of mistake in the catalogue begins with: " + first);
    }
}
