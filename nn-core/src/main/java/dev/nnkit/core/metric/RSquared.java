package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The coefficient of determination, R²: {@code 1 - (sum of (p - t)^2) / (sum of (t - mean t)^2)}. 1 is perfect, 0 is as
 * good as always predicting the mean of the targets, below 0 is worse than that.
 *
 * <p>Targets: floating, of the predictions' shape. Each column (place in the last axis) has a value of its own; the
 * metric is their mean. A column whose targets are all the same gives 1 where every prediction is exact, else 0; with
 * fewer than two rows the value is NaN: both as in scikit-learn's {@code r2_score}. Examples with weight 0 are left out;
 * apart from that, weights do not matter. The squares are summed by Welford's method, which loses nothing where the mean
 * is large. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Welford 1962</a>
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.r2_score.html">r2_score</a>
 */
public final class RSquared implements Metric {
    private final RegressionRows rows = new RegressionRows("r2");
    private double[] means = {};
    private double[] totals = {};
    private double[] residuals = {};
    private long count;

    public RSquared() {}

    @Override
    public String name() {
        return "r2";
    }

    @Override
    public void reset() {
        means = new double[0];
        totals = new double[0];
        residuals = new double[0];
        count = 0;
    }

    @Override
    public void add(Tensor predictions, Target target) {
        rows.forEach(predictions, target, this::add);
    }

    private void add(double[] prediction, double[] target, int width) {
        if (count == 0) {
            means = new double[width];
            totals = new double[width];
            residuals = new double[width];
        } else if (width != means.length) {
            throw new IllegalArgumentException("r2: predictions have " + width + " columns but had " + means.length
                    + " before. Call reset between different outputs.");
        }
        count++;
        for (int i = 0; i < width; i++) {
            double error = prediction[i] - target[i];
            residuals[i] += error * error;
            double difference = target[i] - means[i];
            means[i] += difference / count;
            totals[i] += difference * (target[i] - means[i]);
        }
    }

    @Override
    public double[] state() {
        return Stream.of(new double[] {count}, means, totals, residuals)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Override
    public void restore(double[] state) {
        int width = state.length / 3;
        count = (long) state[0];
        means = Arrays.copyOfRange(state, 1, 1 + width);
        totals = Arrays.copyOfRange(state, 1 + width, 1 + 2 * width);
        residuals = Arrays.copyOfRange(state, 1 + 2 * width, 1 + 3 * width);
    }

    @Override
    public double value() {
        if (count < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < totals.length; i++) {
            sum += totals[i] == 0 ? (residuals[i] == 0 ? 1 : 0) : 1 - residuals[i] / totals[i];
        }
        return sum / totals.length;
    }
}
