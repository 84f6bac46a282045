package dev.nnkit.experiment.statistics;

/**
 * What a score is: which way is better, and the word behind its figures.
 *
 * <p>Everything in this package that compares speaks of the <em>advantage</em> of one score over another: their
 * difference with the sign that makes positive better, {@code score - other} where higher is better, {@code other -
 * score} where lower is.
 *
 * @param better whether higher or lower scores are better
 * @param unit in the plural, such as {@code "points"} for accuracy times 100; empty for a metric without one
 */
public record Measure(Better better, String unit) {
    /** Which way a score is better. */
    public enum Better {
        HIGHER,
        LOWER
    }

    /** Accuracy times 100: higher is better, in points. */
    public static Measure accuracyPoints() {
        return higherIsBetter("points");
    }

    /** A metric such as R². */
    public static Measure higherIsBetter(String unit) {
        return new Measure(Better.HIGHER, unit);
    }

    /** A metric such as an error or a loss. */
    public static Measure lowerIsBetter(String unit) {
        return new Measure(Better.LOWER, unit);
    }

    /** How much better {@code score} is than {@code other}; negative where it is worse. */
    public double advantage(double score, double other) {
        return better == Better.HIGHER ? score - other : other - score;
    }
}
