package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.function.ToDoubleFunction;

/** One number of a {@link ConfusionMatrix} as a metric of its own. */
final class MacroAverage implements Metric {
    private final String name;
    private final ToDoubleFunction<ConfusionMatrix> score;
    private final ConfusionMatrix matrix = new ConfusionMatrix();

    MacroAverage(String name, ToDoubleFunction<ConfusionMatrix> score) {
        this.name = name;
        this.score = score;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reset() {
        matrix.reset();
    }

    @Override
    public void add(Tensor predictions, Target target) {
        matrix.add(predictions, target);
    }

    @Override
    public double[] state() {
        return matrix.state();
    }

    @Override
    public void restore(double[] state) {
        matrix.restore(state);
    }

    @Override
    public double value() {
        return score.applyAsDouble(matrix);
    }
}
