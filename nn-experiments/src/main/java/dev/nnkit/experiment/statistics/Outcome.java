package dev.nnkit.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What became of one trial: a score, or the reason why there is none.
 *
 * @param score finite, or NaN where the trial failed
 * @param failure null where it did not; otherwise a verb in the past that completes "3 of 10 seeds …", such as {@code
 *     "diverged"}
 */
public record Outcome(double score, @Nullable String failure) {
    public Outcome {
        if (failure == null && !Double.isFinite(score)) {
            throw new IllegalArgumentException("an outcome without a failure must have a finite score but has " + score
                    + ". Use Outcome.of, which makes a failure of it.");
        }
        if (failure != null && !Double.isNaN(score)) {
            throw new IllegalArgumentException(
                    "an outcome that failed (\"" + failure + "\") must have the score NaN but has " + score + ".");
        }
    }

    /** A trial that ended with this score; NaN and the infinities are failures that "gave NaN" and so on. */
    public static Outcome of(double score) {
        return Double.isFinite(score) ? new Outcome(score, null) : failed("gave " + score);
    }

    /** A trial that ended without a score. */
    public static Outcome failed(String reason) {
        return new Outcome(Double.NaN, reason);
    }

    public boolean isFailure() {
        return failure != null;
    }
}
