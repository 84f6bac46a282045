package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options of a {@link GradientCheck}. Changed in {@link #with} only, which changes a copy. */
final class Settings {
    private static final int LONGEST_NAME = 100;

    @Nullable
    String name;

    @Nullable
    String code;

    long seed = 1;
    double absolute = 1e-8;
    double relative = 1e-6;
    boolean training = true;
    double kinkShare = 0.25;
    Kernels kernels = Kernels.reference();
    Domain domain = Domain.ALL;
    boolean shrinking = true;
    Progress progress = Progress.NONE;
    /** At most so many elements of a tensor are measured one by one. */
    int sample = Integer.MAX_VALUE;

    Settings() {}

    /** A copy of these settings in which {@code change} was made. */
    Settings with(Consumer<Settings> change) {
        Settings copy = new Settings();
        copy.name = name;
        copy.code = code;
        copy.seed = seed;
        copy.absolute = absolute;
        copy.relative = relative;
        copy.training = training;
        copy.kinkShare = kinkShare;
        copy.kernels = kernels;
        copy.domain = domain;
        copy.shrinking = shrinking;
        copy.progress = progress;
        copy.sample = sample;
        change.accept(copy);
        copy.requireSense();
        return copy;
    }

    private void requireSense() {
        if (!(absolute >= 0 && relative >= 0 && absolute + relative > 0 && absolute + relative < 1)) {
            throw new IllegalArgumentException("gradient check: tolerances must be 0 or more, not both 0, and below 1,"
                    + " but are absolute " + absolute + " and relative " + relative + ".");
        }
        if (!(kinkShare >= 0 && kinkShare <= 1)) {
            throw new IllegalArgumentException(
                    "gradient check: the allowed share of kinks must be in [0, 1] but is " + kinkShare + ".");
        }
    }

    /** The name that was given, or else what the thing prints, cut where it is long. */
    String who(Object thing) {
        String text = name == null ? print(thing) : name;
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }

    /** What a thing prints; the name of its class where that would be its address, another in each run. */
    static String print(Object thing) {
        String text = thing.toString();
        String address = thing.getClass().getName() + "@" + Integer.toHexString(thing.hashCode());
        return text.equals(address) ? thing.getClass().getTypeName().replaceAll(".*\\.", "") : text;
    }

    /** Java that makes what is checked: as told, or else {@code otherwise}. */
    String codeOr(String otherwise) {
        return code == null ? otherwise : code;
    }

    /** Differences in float32 have three right digits; they cannot prove anything. */
    static Tensor requireDouble(String who, String what, Tensor tensor) {
        if (tensor.type() != DataType.FLOAT64) {
            throw new IllegalArgumentException(who + ": a gradient check needs FLOAT64 but \"" + what + "\" is "
                    + tensor.type() + ". Build the network with Initialization.of(DataType.FLOAT64, seed) and convert"
                    + " the input with as(DataType.FLOAT64); FLOAT32 is compared with FLOAT64 by"
                    + " GradientCheck.of(layer).against(the same in FLOAT64).");
        }
        return tensor;
    }
}
