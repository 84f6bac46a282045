package dev.nnkit.experiment.trial;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.network.Predictor;
import dev.nnkit.core.train.Evaluator;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Scores;
import java.util.BitSet;
import java.util.List;

/** Measures a network on test rows, row by row too. */
final class TestMeasure {
    private TestMeasure() {}

    static TestScore of(Objective objective, Score score, Dataset test, Kernels kernels) {
        Scores whole = new Evaluator(objective, kernels).evaluate(test, List.of(score.metric()));
        double value = whole.metrics().values().iterator().next();
        double[] single = rows(objective, score, test.as(objective.network().type()), kernels);
        return score == Score.ACCURACY
                ? ofClasses(whole.loss(), value, single)
                : ofNumbers(whole.loss(), value, single);
    }

    private static TestScore ofClasses(double loss, double share, double[] single) {
        BitSet right = new BitSet();
        int rows = 0;
        for (double one : single) {
            if (!Double.isNaN(one)) {
                right.set(rows++, one == 1);
            }
        }
        return new TestScore(loss, share, Math.sqrt(share * (1 - share) / rows), rows, TestScore.digits(right, rows));
    }

    private static TestScore ofNumbers(double loss, double root, double[] single) {
        double mean = 0;
        double squares = 0;
        int rows = 0;
        for (double one : single) {
            if (!Double.isNaN(one)) {
                double square = one * one;
                rows++;
                double away = square - mean;
                mean += away / rows;
                squares += away * (square - mean);
            }
        }
        double ofMean = rows < 2 ? Double.NaN : Math.sqrt(squares / (rows - 1) / rows);
        return new TestScore(loss, root, root == 0 ? 0 : ofMean / (2 * root), rows, "");
    }

    /** The score of each example alone; NaN where it does not count. */
    private static double[] rows(Objective objective, Score score, Dataset test, Kernels kernels) {
        Tensor predictions = new Predictor(objective.network(), kernels)
                .predict(test.inputs())
                .get(0);
        Tensor targets = test.targets().get(0);
        Tensor weights = test.exampleWeights();
        Metric metric = score.metric();
        double[] values = new double[test.size()];
        for (int row = 0; row < values.length; row++) {
            metric.reset();
            metric.add(
                    one(predictions, row), new Target(one(targets, row), weights == null ? null : one(weights, row)));
            values[row] = metric.value();
        }
        return values;
    }

    private static Tensor one(Tensor tensor, int row) {
        return Tensor.zeros(tensor.type(), tensor.shape().withoutFirst().withBatch(1))
                .setRows(0, tensor, row, 1);
    }
}
