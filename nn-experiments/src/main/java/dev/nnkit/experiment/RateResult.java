package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.List;

/**
 * How a variant did with one learning rate.
 *
 * @param trials one for each seed, in the order of the seeds
 */
public record RateResult(double learningRate, List<TrialRecord> trials) {
    public RateResult {
        trials = List.copyOf(trials);
    }

    /** How many trials failed. */
    public int failures() {
        return (int) trials.stream().filter(trial -> trial.result().failed()).count();
    }

    /** The mean score on validation rows of the trials that did not fail; NaN where all did. */
    public double meanValidationScore() {
        return trials.stream()
                .filter(trial -> !trial.result().failed())
                .mapToDouble(trial -> trial.result().validationScore())
                .average()
                .orElse(Double.NaN);
    }

    /** Whether this rate is to be preferred: fewer failures, or else the better mean score on validation rows. */
    boolean isBetterThan(RateResult other, Score score) {
        return failures() != other.failures()
                ? failures() < other.failures()
                : score.isBetter(meanValidationScore(), other.meanValidationScore());
    }
}
