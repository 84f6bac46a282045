package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * The transpose of an earlier layer: {@code y = x Wᵀ + b} with the weight of a dense layer or the table of an embedding,
 * which stays one parameter with the gradients of both. Examples [features] or [time, features], where features is the
 * weight's second axis; the first axis is what comes out.
 *
 * <p>{@code dx = dy W}, {@code dW = sum of dyᵀ x}, {@code db = sum of dy}. Parameters: the shared weight, which moves
 * unless the layer that made it is frozen, and {@code bias}, zeros. Thread-safe: immutable.
 *
 * @param path of the weight within the nearest container: {@code 0.weight}; throws IllegalArgumentException when built
 *     if there is no such parameter yet
 * @param bias whether there is a bias; default true
 * @see <a href="https://arxiv.org/abs/1608.05859">Press, Wolf 2017</a>
 */
public record TiedDense(String path, boolean bias) implements LayerSpec {
    static TiedDense read(Arguments arguments) {
        return new TiedDense(arguments.text("path"), arguments.flag("bias", true));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        Parameter weight = initialization.existing(path);
        if (weight.shape().rank() != 2) {
            throw new IllegalArgumentException(
                    who + ": the shared parameter must be a matrix but " + weight + " is not one.");
        }
        int units = weight.shape().axis(0);
        Built built = new Built(who, example, weight, Bias.of(bias, initialization, units));
        built.outputShape(example);
        return built;
    }

    /** The same without a bias. */
    public TiedDense withoutBias() {
        return new TiedDense(path, false);
    }

    private record Built(String who, Shape example, Parameter weight, Bias bias) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            int units = weight.shape().axis(0);
            Dense.requireFeatures(who, shape, units);
            if (shape.last() != weight.shape().axis(1)) {
                throw new ShapeMismatchException(
                        who + ": an example must have " + weight.shape().axis(1) + " features, the last axis of "
                                + weight + ", but has shape " + shape + ".",
                        shape.withLast(units));
            }
            return shape.withLast(units);
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            return new Forward(infer(x, step), new Back(this, x, step));
        }

        @Override
        public Tensor infer(Tensor x, StepContext step) {
            Inputs.requireLast(who, x, example);
            Tensor y = step.scratchWithLast(x, weight.shape().axis(0));
            step.kernels().multiplyTransposedB(x, weight.value(), y, Write.SET);
            bias.addTo(y, step);
            return y;
        }

        @Override
        public List<Parameter> parameters() {
            return bias.after(weight);
        }
    }

    private record Back(Built layer, Tensor x, StepContext step) implements Layer.Pullback {
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            parametersOnly(dy, into);
            Tensor dx = step.scratchLike(x);
            step.kernels().multiply(dy, layer.weight.value(), dx, Write.SET);
            return dx;
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            if (into.wants(layer.weight)) {
                step.kernels().multiplyTransposedA(dy, x, into.sum(layer.weight), Write.ADD);
            }
            layer.bias.pullBack(dy, into, step);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("tiedDense").quoted(path).option("bias", bias, true).toString();
    }
}
