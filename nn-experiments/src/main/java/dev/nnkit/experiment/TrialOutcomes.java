package dev.nnkit.experiment;

import dev.nnkit.experiment.statistics.Measure;
import dev.nnkit.experiment.statistics.Outcome;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.TestSetError;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What statistics need to know of final trials: accuracies in points, shares times 100; failures as failures. */
public final class TrialOutcomes {
    private static final double POINTS = 100;

    private TrialOutcomes() {}

    /** @param finals one for each seed; place i of every variant belongs to the same seed */
    public static Outcomes of(String label, Score score, List<TrialRecord> finals) {
        return new Outcomes(
                label,
                measure(score),
                finals.stream()
                        .map(record -> outcome(record.result(), score == Score.ACCURACY ? POINTS : 1))
                        .toList());
    }

    private static Measure measure(Score score) {
        return switch (score) {
            case ACCURACY -> Measure.accuracyPoints();
            case ROOT_MEAN_SQUARED_ERROR -> Measure.lowerIsBetter("");
            case R_SQUARED -> Measure.higherIsBetter("");
        };
    }

    private static Outcome outcome(TrialResult result, double unit) {
        return result.failed() ? Outcome.failed("diverged") : Outcome.of(unit * result.testScore());
    }

    /**
     * Of the difference of two variants, on average over the seeds: from the rows that only one of two networks of the same
     * seed has right; of numbers, from the rows' shares in the two scores. Unknown where no seed has both, and of trials that
     * were stored by an nnkit that did not keep shares.
     *
     * @param ones and {@code others}: place i of both belongs to the same seed
     */
    public static TestSetError testSetError(List<TrialRecord> ones, List<TrialRecord> others) {
        List<Both> pairs = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            TestScore one = ones.get(i).result().test();
            TestScore other = others.get(i).result().test();
            if (one != null && other != null) {
                pairs.add(new Both(one, other));
            }
        }
        if (pairs.isEmpty()) {
            return TestSetError.unknown(1);
        }
        int rows = pairs.get(0).one().rows();
        if (pairs.stream().allMatch(pair -> pair.have(TestScore::hasRight))) {
            return TestSetError.accuracyDifference(
                    pairs.stream()
                            .mapToInt(pair -> only(pair.one(), pair.other()))
                            .average()
                            .orElseThrow(),
                    pairs.stream()
                            .mapToInt(pair -> only(pair.other(), pair.one()))
                            .average()
                            .orElseThrow(),
                    rows);
        }
        return pairs.stream().allMatch(pair -> pair.have(TestScore::hasShares))
                ? TestSetError.ofRows(meanDifferences(pairs, rows))
                : TestSetError.unknown(rows);
    }

    /** Two networks of one seed. */
    private record Both(TestScore one, TestScore other) {
        boolean have(Predicate<TestScore> condition) {
            return condition.test(one) && condition.test(other);
        }
    }

    /** By row, what it adds to the mean difference of the scores. */
    private static double[] meanDifferences(List<Both> pairs, int rows) {
        double[] differences = new double[rows];
        for (Both pair : pairs) {
            double[] one = pair.one().rowShares();
            double[] other = pair.other().rowShares();
            Arrays.setAll(differences, row -> differences[row] + (one[row] - other[row]) / pairs.size());
        }
        return differences;
    }

    /** Of the mean score of one variant: by its accuracy, or from the rows' mean shares in it; unknown as above. */
    public static TestSetError testSetError(List<TrialRecord> finals) {
        List<TestScore> tests = finals.stream()
                .map(record -> record.result().test())
                .flatMap(Stream::ofNullable)
                .toList();
        if (tests.isEmpty()) {
            return TestSetError.unknown(1);
        }
        int rows = tests.get(0).rows();
        if (tests.stream().allMatch(TestScore::hasRight)) {
            double mean = tests.stream().mapToDouble(TestScore::score).average().orElseThrow();
            return TestSetError.accuracy(POINTS * mean, rows);
        }
        if (!tests.stream().allMatch(TestScore::hasShares)) {
            return TestSetError.unknown(rows);
        }
        double[] shares = new double[rows];
        for (TestScore test : tests) {
            double[] own = test.rowShares();
            Arrays.setAll(shares, row -> shares[row] + own[row] / tests.size());
        }
        return TestSetError.ofRows(shares);
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
