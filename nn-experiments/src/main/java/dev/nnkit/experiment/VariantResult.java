package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.List;
import java.util.Optional;

/**
 * What came of a variant.
 *
 * @param grid every learning rate that was tried, in ascending order; of a single rate, its trials are the final ones
 * @param chosen the rate with the fewest failures and, of those, the best mean score on validation rows
 * @param finals with that rate, measured on the test rows; one for each seed, in the order of the seeds
 */
public record VariantResult(Variant variant, List<RateResult> grid, RateResult chosen, List<TrialRecord> finals) {
    public VariantResult {
        grid = List.copyOf(grid);
        finals = List.copyOf(finals);
    }

    /** Of equal rates the lowest. */
    static RateResult choose(List<RateResult> grid, Score score) {
        RateResult best = grid.get(0);
        for (RateResult rate : grid) {
            best = rate.isBetterThan(best, score) ? rate : best;
        }
        return best;
    }

    public double learningRate() {
        return chosen.learningRate();
    }

    /** The scores on test rows by seed; NaN where a trial failed. */
    public double[] testScores() {
        return finals.stream().mapToDouble(trial -> trial.result().testScore()).toArray();
    }

    /** How many final trials failed. */
    public int failures() {
        return (int) finals.stream().filter(trial -> trial.result().failed()).count();
    }

    /** The mean score on test rows of the trials that did not fail; NaN where all did. */
    public double meanTestScore() {
        return finals.stream()
                .mapToDouble(trial -> trial.result().testScore())
                .filter(score -> !Double.isNaN(score))
                .average()
                .orElse(Double.NaN);
    }

    /** The first score on test rows that there is. */
    Optional<TestScore> firstTest() {
        return finals.stream()
                .map(trial -> trial.result().test())
                .flatMap(java.util.stream.Stream::ofNullable)
                .findFirst();
    }

    /** A sentence where a better rate may lie outside of the grid. */
    Optional<String> edgeWarning() {
        boolean lowest = chosen.equals(grid.get(0));
        if (grid.size() == 1 || (!lowest && !chosen.equals(grid.get(grid.size() - 1)))) {
            return Optional.empty();
        }
        return Optional.of(variant.label() + ": its best learning rate, " + chosen.learningRate() + ", is the "
                + (lowest ? "lowest" : "highest") + " of the grid, so that a "
                + (lowest ? "lower" : "higher") + " one may be better still. Extend the grid.");
    }
}
