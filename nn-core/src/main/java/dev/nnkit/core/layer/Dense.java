package dev.nnkit.core.layer;

import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Initializer;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Kernels;
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
import org.jspecify.annotations.Nullable;

/**
 * Fully connected layer: {@code y = x W + b} on the last axis of examples of shape [features] or [time, features], which
 * becomes [units] or [time, units]. {@code dx = dy Wᵀ}, {@code dW = sum of xᵀ dy}, {@code db = sum of dy}.
 *
 * <p>Parameters: {@code weight} [features, units], in files [units, features], normal with gain / sqrt(features) unless
 * an initialiser is given, and {@code bias} [units], zeros. Thread-safe: immutable.
 *
 * @param units how many outputs, 1 or more; throws IllegalArgumentException otherwise
 * @param bias whether there is a bias; default true
 * @param initializer of the weight, or null for the default
 */
public record Dense(int units, boolean bias, @Nullable Initializer initializer) implements LayerSpec {
    public Dense {
        if (units < 1) {
            throw new IllegalArgumentException("dense: units must be 1 or more but is " + units + ".");
        }
    }

    static Dense read(Arguments arguments) {
        return new Dense(
                arguments.integer("units"),
                arguments.flag("bias", true),
                arguments.specOrNull(Initializer.class, "initializer"));
    }

    /** The same without a bias. */
    public Dense withoutBias() {
        return new Dense(units, false, initializer);
    }

    /** The same with other first weights. */
    public Dense with(Initializer other) {
        return new Dense(units, bias, other);
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        requireFeatures(who, example, units);
        int inputs = example.last();
        Shape matrix = Shape.of(inputs, units);
        Parameter weight = initialization
                .inFile(FileLayout.transposed(matrix))
                .weight("weight", matrix, inputs, units, initializer);
        return new Built(who, example, weight, Bias.of(bias, initialization, units));
    }

    /** Dense layers look at the last axis; an image is refused, since its last axis is hardly ever what is meant. */
    static void requireFeatures(String who, Shape example, int units) {
        if (example.rank() != 1 && example.rank() != 2) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [features] or [time, features] but has " + example
                            + ". Put flatten before it.",
                    Shape.of(units));
        }
    }

    private record Built(String who, Shape example, Parameter weight, Bias bias) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            int inputs = weight.shape().axis(0);
            int units = weight.shape().axis(1);
            requireFeatures(who, shape, units);
            if (shape.last() != inputs) {
                throw new ShapeMismatchException(
                        who + ": an example must have " + inputs + " features but has shape " + shape + ".",
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
            Tensor y = step.scratchWithLast(x, weight.shape().axis(1));
            step.kernels().multiply(x, weight.value(), y, Write.SET);
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
            step.kernels().multiplyTransposedB(dy, layer.weight.value(), dx, Write.SET);
            return dx;
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            if (into.wants(layer.weight)) {
                Kernels kernels = step.kernels();
                into.add(layer.weight, (sum, write) -> kernels.multiplyTransposedA(x, dy, sum, write));
            }
            layer.bias.pullBack(dy, into, step);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("dense")
                .add(units)
                .option("bias", bias, true)
                .option("initializer", initializer)
                .toString();
    }
}
