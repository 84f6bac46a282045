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
import org.apache.commons.math3.stat.StatUtils;

/** Measures a network on test rows, row by row too. */
final class TestMeasure {
    private TestMeasure() {}

    static TestScore of(Objective objective, Score score, Dataset test, Kernels kernels) {
        Scores whole = new Evaluator(objective, kernels).evaluate(test, List.of(score.metric()));
        double value = whole.metrics().values().iterator().next();
        Dataset rows = test.as(objective.network().type());
        Tensor predictions = new Predictor(objective.network(), kernels)
                .predict(rows.inputs())
                .get(0);
        if (score == Score.ACCURACY) {
            return ofClasses(whole.loss(), value, single(predictions, score, rows));
        }
        RowShares.Errors errors =
                RowShares.Errors.of(predictions, rows.targets().get(0), rows.exampleWeights());
        double[] shares = score == Score.R_SQUARED ? RowShares.ofRSquared(errors) : RowShares.ofRootMeanSquare(errors);
        double error = Math.sqrt(StatUtils.variance(shares) / shares.length);
        return new TestScore(
                whole.loss(), value, shares.length < 2 ? Double.NaN : error, shares.length, "", RowShares.text(shares));
    }

    private static TestScore ofClasses(double loss, double share, double[] single) {
        BitSet right = new BitSet();
        int rows = 0;
        for (double one : single) {
            if (!Double.isNaN(one)) {
                right.set(rows++, one == 1);
            }
        }
        return new TestScore(
                loss, share, Math.sqrt(share * (1 - share) / rows), rows, TestScore.digits(right, rows), "");
    }

    /** The score of each example alone; NaN where it does not count. */
    private static double[] single(Tensor predictions, Score score, Dataset test) {
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
