package dev.nnkit.experiment;

import dev.nnkit.experiment.statistics.Measure;
import dev.nnkit.experiment.statistics.Outcome;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.TestSetError;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialResult;
import java.util.List;

/** What statistics need to know of final trials: accuracies in points, shares times 100; failures as failures. */
public final class TrialOutcomes {
    private static final double POINTS = 100;

    private TrialOutcomes() {}

    /** @param finals one for each seed; place i of every variant belongs to the same seed */
    public static Outcomes of(String label, Score score, List<TrialRecord> finals) {
        boolean isShare = score == Score.ACCURACY;
        return new Outcomes(
                label,
                isShare ? Measure.accuracyPoints() : Measure.lowerIsBetter(""),
                finals.stream()
                        .map(record -> outcome(record.result(), isShare ? POINTS : 1))
                        .toList());
    }

    private static Outcome outcome(TrialResult result, double unit) {
        return result.failed() ? Outcome.failed("diverged") : Outcome.of(unit * result.testScore());
    }

    /**
     * Of the difference of two variants: from the rows that only one of two networks of the same seed has right, on average
     * over the seeds. Unknown of numbers.
     *
     * @param ones and {@code others}: place i of both belongs to the same seed
     */
    public static TestSetError testSetError(List<TrialRecord> ones, List<TrialRecord> others) {
        double onlyOne = 0;
        double onlyOther = 0;
        int pairs = 0;
        int rows = 0;
        for (int i = 0; i < ones.size(); i++) {
            TestScore one = ones.get(i).result().test();
            TestScore other = others.get(i).result().test();
            if (one == null || other == null) {
                continue;
            }
            rows = one.rows();
            if (one.hasRight() && other.hasRight()) {
                pairs++;
                onlyOne += only(one, other);
                onlyOther += only(other, one);
            }
        }
        return pairs == 0
                ? TestSetError.unknown(Math.max(1, rows))
                : TestSetError.accuracyDifference(onlyOne / pairs, onlyOther / pairs, rows);
    }

    private static int only(TestScore right, TestScore wrong) {
        boolean[] mine = right.rightRows();
        boolean[] others = wrong.rightRows();
        int count = 0;
        for (int row = 0; row < mine.length; row++) {
            count += mine[row] && !others[row] ? 1 : 0;
        }
        return count;
    }
}
