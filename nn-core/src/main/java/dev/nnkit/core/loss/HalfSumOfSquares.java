package dev.nnkit.core.loss;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * Half the sum of squared errors: each element has the term {@code (p - t)^2 / 2}, with slope {@code p - t}, which is
 * why textbooks on backpropagation take it: the error {@code t - p} is then the gradient with its sign turned.
 *
 * <p>Prediction and target: any shape, the same for both; the target is floating. Weight: the sum of the example
 * weights, so that an example has the sum over its elements, and a batch the mean of those sums; {@link MeanSquaredError}
 * takes the mean over elements too. NaN in gives NaN out. Thread-safe: immutable.
 *
 * @see <a href="https://doi.org/10.1038/323533a0">Rumelhart, Hinton, Williams 1986, equation 3</a>
 */
public record HalfSumOfSquares() implements Loss {
    private static final Elementwise TERMS = new Elementwise(HalfSumOfSquares::sum, HalfSumOfSquares::sum);

    @Override
    public void check(Shape prediction, Shape target) {
        Targets.requireSameShape(this, prediction, target);
    }

    @Override
    public double weight(Target target) {
        return Elementwise.exampleWeights(this, target);
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        return TERMS.evaluate(this, prediction, target, scale, step);
    }

    private static double sum(float[] p, float[] t, float[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = (double) p[i] - t[i];
            sum += error * error;
            g[i] = (float) (factor * error);
        }
        return sum / 2;
    }

    private static double sum(double[] p, double[] t, double[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = p[i] - t[i];
            sum += error * error;
            g[i] = factor * error;
        }
        return sum / 2;
    }

    @Override
    public String toString() {
        return "halfSumOfSquares";
    }
}
