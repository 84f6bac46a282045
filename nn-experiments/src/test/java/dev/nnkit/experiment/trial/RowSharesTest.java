package dev.nnkit.experiment.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.experiment.statistics.TestSetError;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowSharesTest {
    private static Tensor normal(Shape shape, String purpose, double middle) {
        Tensor tensor = Tensor.zeros(DataType.FLOAT64, shape);
        RandomStream random = RandomStream.of(1, purpose);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.doubles()[i] = middle + random.nextGaussian();
        }
        return tensor;
    }

    private static double metric(Score score, Tensor predictions, Tensor targets, Tensor weights) {
        Metric metric = score.metric();
        metric.add(predictions, new Target(targets, weights));
        return metric.value();
    }

    /** A row's share is how the score changes with that row's weight: measured by counting one row twice. */
    @Test
    void aShareIsTheSlopeOfTheScore() {
        int rows = 4000;
        Tensor targets = normal(Shape.of(rows, 2), "targets", 3);
        Tensor predictions = normal(Shape.of(rows, 2), "predictions", 3);
        for (Score score : new Score[] {Score.ROOT_MEAN_SQUARED_ERROR, Score.R_SQUARED}) {
            RowShares.Errors errors = RowShares.Errors.of(predictions, targets, null);
            double[] shares =
                    score == Score.R_SQUARED ? RowShares.ofRSquared(errors) : RowShares.ofRootMeanSquare(errors);
            Tensor all = Tensor.of(Shape.of(rows), ones(rows));
            double whole = metric(score, predictions, targets, all);
            assertEquals(whole, Arrays.stream(shares).average().orElseThrow(), 1e-12);
            for (int row = 0; row < 5; row++) {
                Tensor without = Tensor.of(Shape.of(rows), ones(rows));
                without.doubles()[row] = 0;
                double slope = (rows - 1) * (whole - metric(score, predictions, targets, without));
                assertEquals(shares[row] - whole, slope, 0.02 * Math.max(1, Math.abs(slope)), score + ", row " + row);
            }
        }
    }

    /**
     * 1,000 test sets of two predictors whose errors have a part in common: how often does the difference of their scores, ± what
     * the rows say, hold the difference on all rows that there could be?
     */
    @ParameterizedTest
    @EnumSource(names = {"ROOT_MEAN_SQUARED_ERROR", "R_SQUARED"})
    void nineteenOfTwentyIntervalsHoldTheTrueDifference(Score score) {
        int runs = 1000;
        int rows = 300;
        // Variances: of targets 4; of errors 1 + 0.25 and 1 + 0.16, of which 1 is common.
        double truth = score == Score.R_SQUARED ? -1.25 / 4 + 1.16 / 4 : Math.sqrt(1.25) - Math.sqrt(1.16);
        int held = 0;
        for (int run = 0; run < runs; run++) {
            RandomStream random = RandomStream.of(5, "test sets", run);
            double[] targets = new double[rows];
            double[] first = new double[rows];
            double[] second = new double[rows];
            for (int row = 0; row < rows; row++) {
                targets[row] = 2 * random.nextGaussian();
                double common = random.nextGaussian();
                first[row] = targets[row] + common + 0.5 * random.nextGaussian();
                second[row] = targets[row] + common + 0.4 * random.nextGaussian();
            }
            double[] one = shares(score, first, targets);
            double[] other = shares(score, second, targets);
            double[] differences = new double[rows];
            Arrays.setAll(differences, row -> one[row] - other[row]);
            double difference = Arrays.stream(differences).average().orElseThrow();
            double half = TestSetError.ofRows(differences).halfWidth().orElseThrow();
            held += Math.abs(difference - truth) <= half ? 1 : 0;
        }
        assertEquals(0.95, held / (double) runs, 3 * Math.sqrt(0.95 * 0.05 / runs));
    }

    private static double[] shares(Score score, double[] predictions, double[] targets) {
        Shape shape = Shape.of(targets.length, 1);
        RowShares.Errors errors = RowShares.Errors.of(Tensor.of(shape, predictions), Tensor.of(shape, targets), null);
        return score == Score.R_SQUARED ? RowShares.ofRSquared(errors) : RowShares.ofRootMeanSquare(errors);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void rowsWithoutWeightAreLeftOut() {
        Tensor targets = Tensor.of(Shape.of(3, 1), 1.0, 2, 3);
        Tensor predictions = Tensor.of(Shape.of(3, 1), 1.0, 99, 5);
        double root = Math.sqrt(2);
        assertArrayEquals(
                new double[] {root / 2, root / 2 + 4 / (2 * root)},
                RowShares.ofRootMeanSquare(
                        RowShares.Errors.of(predictions, targets, Tensor.of(Shape.of(3), 1.0, 0, 1))),
                1e-12);
    }

    @Test
    void whatHasNoErrorOrNoVariance() {
        Tensor same = Tensor.of(Shape.of(2, 1), 4.0, 4);
        RowShares.Errors exact = RowShares.Errors.of(same, same, null);
        assertArrayEquals(new double[] {0, 0}, RowShares.ofRootMeanSquare(exact));
        assertArrayEquals(new double[] {1, 1}, RowShares.ofRSquared(exact));
        RowShares.Errors wrong = RowShares.Errors.of(Tensor.of(Shape.of(2, 1), 4.0, 5), same, null);
        assertArrayEquals(new double[] {0, 0}, RowShares.ofRSquared(wrong));
    }

    @Test
    void textHoldsThem() {
        double[] shares = {0.5, -2, 1e-3f, Float.MAX_VALUE};
        assertArrayEquals(shares, RowShares.parse(RowShares.text(shares)));
        assertEquals("AAAAPwAAAMA=", RowShares.text(new double[] {0.5, -2}));
    }
}
