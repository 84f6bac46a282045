package dev.nnkit.gradcheck;

import java.util.Locale;

/** Looks for the smallest input at which a tensor's gradient is still wrong, and writes it down as a test. */
final class Shrinker {
    /** Elements of a tensor that are looked at in one attempt. */
    private static final int SAMPLE = 50;

    private static final int MOST_ATTEMPTS = 200;
    private static final int FEWEST_ATTEMPTS = 8;
    /** Attempts times elements: what larger networks can afford. */
    private static final int WORK = 400_000;

    private final Settings settings;
    private final Settings quick;
    private final String tensor;
    private final boolean isMeasured;

    Shrinker(Settings settings, TensorReport report) {
        this.settings = settings;
        this.quick = settings.with(s -> {
            s.sample = SAMPLE;
            s.progress = Progress.NONE;
        });
        this.tensor = report.name();
        this.isMeasured = !report.coordinates().isEmpty();
    }

    /** Java source of a test that fails as {@code failing} does. */
    String test(Subject failing) {
        return "@Test\nvoid gradientOf" + camelCase(tensor) + "IsRight() {\n    "
                + shrink(failing).code() + options() + ".verify();\n}";
    }

    private Subject shrink(Subject failing) {
        int elements =
                failing.variables().stream().mapToInt(v -> v.values().size()).sum();
        int attempts = Math.max(FEWEST_ATTEMPTS, Math.min(MOST_ATTEMPTS, WORK / Math.max(1, elements)));
        Subject smallest = failing;
        boolean isSmaller = isMeasured && fails(failing); // where a quick look does not see it, nothing can be left out
        while (isSmaller) {
            isSmaller = false;
            for (Subject candidate : smallest.smaller()) {
                if (attempts-- <= 0) {
                    return smallest;
                }
                if (fails(candidate)) {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private boolean fails(Subject candidate) {
        return Examination.isWrong(candidate, tensor, quick);
    }

    /** What was set otherwise than by default. */
    private String options() {
        Settings usual = new Settings();
        StringBuilder text = new StringBuilder();
        if (settings.domain.lower() != usual.domain.lower() || settings.domain.upper() != usual.domain.upper()) {
            text.append(".domain(")
                    .append(Literals.of(settings.domain.lower(), settings.domain.upper()))
                    .append(')');
        }
        if (settings.absolute != usual.absolute || settings.relative != usual.relative) {
            text.append(".tolerance(")
                    .append(Literals.of(settings.absolute, settings.relative))
                    .append(')');
        }
        if (settings.training != usual.training) {
            text.append(".training(").append(settings.training).append(')');
        }
        return text.append(".seed(")
                .append(settings.seed)
                .append(settings.seed > Integer.MAX_VALUE || settings.seed < 0 ? "L)" : ")")
                .toString();
    }

    /** {@code 0.weight} becomes {@code 0Weight}, which may stand behind a word. */
    private static String camelCase(String path) {
        StringBuilder text = new StringBuilder();
        for (String word : path.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return text.toString();
    }
}
