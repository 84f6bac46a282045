package dev.nnkit.core.loss;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * Mean squared error: each element has the term {@code (p - t)^2}, with slope {@code 2 (p - t)}.
 *
 * <p>Prediction and target: any shape, the same for both; the target is floating. Weight: the sum of the example
 * weights, times the elements of an example, so that the mean is over elements. NaN in gives NaN out. Thread-safe:
 * immutable.
 */
public record MeanSquaredError() implements Loss {
    /** The terms before the mean: {@link HalfSumOfSquares} has half of them. */
    static final Elementwise SQUARES = new Elementwise(MeanSquaredError::sum, MeanSquaredError::sum);

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
        return SQUARES.evaluate(this, prediction, target, scale, step);
    }

    private static double sum(float[] p, float[] t, float[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = (double) p[i] - t[i];
            sum += error * error;
            g[i] = (float) (2 * factor * error);
        }
        return sum;
    }

    private static double sum(double[] p, double[] t, double[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = p[i] - t[i];
            sum += error * error;
            g[i] = 2 * factor * error;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "meanSquaredError";
    }
}
