package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.metric.Metric;

/** Shows a metric predictions and targets as they were before scaling. */
final class MetricInUnits implements Metric {
    private final Metric metric;
    private final Scaling scaling;

    MetricInUnits(Metric metric, Scaling scaling) {
        this.metric = metric;
        this.scaling = scaling;
    }

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public void reset() {
        metric.reset();
    }

    @Override
    public void add(Tensor predictions, Target target) {
        metric.add(inUnits(predictions), new Target(inUnits(target.values()), target.exampleWeights()));
    }

    /** In double, so that nothing is lost on the way back to numbers that may be large. */
    private Tensor inUnits(Tensor scaled) {
        Tensor result = Tensor.zeros(DataType.FLOAT64, scaled.shape());
        double[] values = result.doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = scaling.undo(scaled.get(i));
        }
        return result;
    }

    @Override
    public double value() {
        return metric.value();
    }

    @Override
    public double[] state() {
        return metric.state();
    }

    @Override
    public void restore(double[] state) {
        metric.restore(state);
    }
}
