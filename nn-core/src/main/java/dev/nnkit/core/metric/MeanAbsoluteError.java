package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * The mean of {@code |p - t|} over all elements, in the unit of the target.
 *
 * <p>Targets: floating, of the predictions' shape. Examples with weight 0 are left out; apart from that, weights do not
 * matter. Not thread-safe.
 */
public final class MeanAbsoluteError implements Metric {
    private final RegressionRows rows = new RegressionRows("mae");
    private double sum;
    private long count;

    public MeanAbsoluteError() {}

    @Override
    public String name() {
        return "mae";
    }

    @Override
    public void reset() {
        sum = 0;
        count = 0;
    }

    @Override
    public void add(Tensor predictions, Target target) {
        rows.forEach(predictions, target, this::add);
    }

    private void add(double[] prediction, double[] target, int width) {
        for (int i = 0; i < width; i++) {
            sum += Math.abs(prediction[i] - target[i]);
        }
        count += width;
    }

    @Override
    public double[] state() {
        return new double[] {sum, count};
    }

    @Override
    public void restore(double[] state) {
        sum = state[0];
        count = (long) state[1];
    }

    @Override
    public double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
