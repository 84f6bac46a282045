package dev.nnkit.core.loss;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * Mean absolute error: each element has the term {@code |p - t|}, with slope 1 where {@code p > t}, -1 where
 * {@code p < t}; at {@code p = t}, a kink, 0, which lies between both.
 *
 * <p>Prediction and target: any shape, the same for both; the target is floating. Weight: the sum of the example
 * weights, times the elements of an example, so that the mean is over elements. NaN in gives NaN out. Thread-safe:
 * immutable.
 */
public record MeanAbsoluteError() implements Loss {
    private static final Elementwise TERMS = new Elementwise(MeanAbsoluteError::sum, MeanAbsoluteError::sum);

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
        return TERMS.evaluate(this, prediction, target, scale, step);
    }

    private static double sum(float[] p, float[] t, float[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = (double) p[i] - t[i];
            sum += Math.abs(error);
            g[i] = (float) (factor * Math.signum(error));
        }
        return sum;
    }

    private static double sum(double[] p, double[] t, double[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = p[i] - t[i];
            sum += Math.abs(error);
            g[i] = factor * Math.signum(error);
        }
        return sum;
    }

    @Override
    public String toString() {
        return "meanAbsoluteError";
    }
}
