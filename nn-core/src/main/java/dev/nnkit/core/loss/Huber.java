package dev.nnkit.core.loss;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Huber's loss, quadratic near the target and linear far from it: with {@code e = p - t}, each element has the term
 * {@code e^2 / 2} where {@code |e| <= delta}, else {@code delta (|e| - delta / 2)}. Slope: e, cut off at -delta and
 * delta.
 *
 * <p>Prediction and target: any shape, the same for both; the target is floating. Weight: the sum of the example
 * weights, times the elements of an example, so that the mean is over elements. NaN in gives NaN out. Thread-safe:
 * immutable.
 *
 * @param delta the error from which the loss is linear, positive and finite; default 1; throws IllegalArgumentException
 *     otherwise
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber 1964</a>
 */
public record Huber(double delta) implements Loss {
    static final double DELTA = 1;

    public Huber {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("huber: delta must be positive and finite but is " + delta + ".");
        }
    }

    static Huber read(Arguments arguments) {
        return new Huber(arguments.number("delta", DELTA));
    }

    @Override
    public void check(Shape prediction, Shape target) {
        Targets.requireSameShape(this, prediction, target);
    }

    @Override
    public double weight(Target target) {
        return Elementwise.weight(this, target);
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        return new Elementwise(this::sum, this::sum).evaluate(this, prediction, target, scale, step);
    }

    private double sum(float[] p, float[] t, float[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = (double) p[i] - t[i];
            double slope = Math.max(-delta, Math.min(delta, error));
            sum += slope * (error - slope / 2);
            g[i] = (float) (factor * slope);
        }
        return sum;
    }

    private double sum(double[] p, double[] t, double[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = p[i] - t[i];
            double slope = Math.max(-delta, Math.min(delta, error));
            sum += slope * (error - slope / 2);
            g[i] = factor * slope;
        }
        return sum;
    }

    @Override
    public String toString() {
        return SpecText.of("huber").option("delta", delta, DELTA).toString();
    }
}
