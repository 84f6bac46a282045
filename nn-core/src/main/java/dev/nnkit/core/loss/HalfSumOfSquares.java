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
        return MeanSquaredError.SQUARES.evaluate(this, prediction, target, scale / 2, step);
    }

    @Override
    public String toString() {
        return "halfSumOfSquares";
    }
}
