package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;

/**
 * Probabilities along the last axis: {@code y_i = e^(x_i - max) / sum of e^(x_j - max)}, which never overflows.
 * {@code dx_i = y_i (dy_i - sum of dy_j y_j)}. Any shape with a last axis; no parameters. The losses on logits apply it
 * themselves: do not put it before them. Thread-safe: immutable.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-76153-9_28">Bridle 1990</a>
 */
public record Softmax() implements LayerSpec {
    @Override
    public Layer build(Shape example, Initialization initialization) {
        Built built = new Built(initialization.describe(this));
        built.outputShape(example);
        return built;
    }

    private record Built(String who) implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            if (example.rank() == 0) {
                throw new ShapeMismatchException(
                        who + ": an example must have a last axis, over which probabilities sum to 1, but has shape"
                                + " []. For one number, use sigmoid.",
                        example);
            }
            return example;
        }

        @Override
        public boolean outputsProbabilities() {
            return true;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Tensor y = infer(x, step);
            return new Forward(y, (dy, into) -> {
                Tensor dx = step.scratchLike(y);
                SoftmaxRows.back(y, dy, dx, step.kernels());
                return dx;
            });
        }

        @Override
        public Tensor infer(Tensor x, StepContext step) {
            Inputs.requireFloating(who, x);
            outputShape(x.shape().withoutFirst());
            Tensor y = step.scratchLike(x);
            int n = x.shape().last();
            SoftmaxRows.apply(x, y, row -> n, step.kernels());
            return y;
        }
    }

    @Override
    public String toString() {
        return "softmax";
    }
}
