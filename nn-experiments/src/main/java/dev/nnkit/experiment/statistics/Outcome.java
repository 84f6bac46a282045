package dev.nnkit.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What became of one trial: a score, or the reason why there is none.
 *
 * @param score between -1e100 and 1e100, or NaN where the trial failed
 * @param failure null where it did not; otherwise a verb in the past that completes "3 of 10 seeds …", such as {@code
 *     "diverged"}
 */
public record Outcome(double score, @Nullable String failure) {
    /**
     * A score beyond it counts as a failure: a network whose loss is 1e100 did not train, and squares must stay finite.
     */
    static final double LARGEST = 1e100;

    public Outcome {
        if (failure == null && !(Math.abs(score) <= LARGEST)) {
            throw new IllegalArgumentException(
                    "an outcome without a failure must have a score of at most 1e100 in size but has " + score
                            + ". Use Outcome.of, which makes a failure of it.");
        }
        if (failure != null && !Double.isNaN(score)) {
            throw new IllegalArgumentException(
                    "an outcome that failed (\"" + failure + "\") must have the score NaN but has " + score + ".");
        }
    }

    /** A trial that ended with this score; NaN, the infinities and what lies beyond 1e100 are failures that "gave
     * NaN" and so on. */
    public static Outcome of(double score) {
        return Math.abs(score) <= LARGEST ? new Outcome(score, null) : failed("gave " + score);
    }

    /** A trial that ended without a score. */
    public static Outcome failed(String reason) {
        return new Outcome(Double.NaN, reason);
    }

    public boolean isFailure() {
        return failure != null;
    }
}
