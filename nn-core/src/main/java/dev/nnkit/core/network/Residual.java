package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * A chain with a shortcut around it: {@code y = x + f(x)}, {@code dx = dy + f'(x)ᵀ dy}. What comes out of the chain has
 * the shape of what goes in. {@code residual(dense(128) relu)}.
 *
 * <p>Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2016, section 3.2</a>
 */
public record Residual(Sequential inner) implements LayerSpec {
    public static Residual of(LayerSpec... layers) {
        return new Residual(Sequential.of(layers));
    }

    static Residual read(Arguments arguments) {
        return new Residual(new Sequential(arguments.specs(LayerSpec.class, "layers")));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        Layer built = inner.build(example, initialization);
        Shape output = built.outputShape(example);
        if (!output.equals(example)) {
            throw new ShapeMismatchException(
                    initialization.describe(this) + ": what is added to the input must have its shape, " + example
                            + ", but has " + output + ". Let the last layer inside give " + example + ".",
                    example);
        }
        return new Built((SequentialLayer) built);
    }

    private record Built(SequentialLayer inner) implements Observed.Whole {
        @Override
        public Layer observed(String path, LayerObserver observer) {
            return new Built(inner.observed(path, observer));
        }

        @Override
        public Shape outputShape(Shape example) {
            return inner.outputShape(example);
        }

        @Override
        public Forward forward(Tensor input, StepContext step) {
            Forward forward = inner.forward(input, step);
            Tensor output = step.scratchLike(input);
            step.kernels().add(input, forward.output(), output);
            return new Forward(output, new Back(forward.pullback(), step));
        }

        @Override
        public Tensor infer(Tensor input, StepContext step) {
            Tensor branch = inner.infer(input, step);
            Tensor output = step.scratchLike(input);
            step.kernels().add(input, branch, output);
            return output;
        }

        @Override
        public List<Parameter> parameters() {
            return inner.parameters();
        }

        @Override
        public boolean mixesExamples() {
            return inner.mixesExamples();
        }

        @Override
        public List<Child> children() {
            return inner.children();
        }
    }

    private record Back(Layer.Pullback inner, StepContext step) implements Layer.Pullback {
        @Override
        public Tensor apply(Tensor outputGradient, Gradients into) {
            Tensor branch = inner.apply(outputGradient, into);
            Tensor inputGradient = step.scratchLike(outputGradient);
            step.kernels().add(outputGradient, branch, inputGradient);
            return inputGradient;
        }

        @Override
        public void parametersOnly(Tensor outputGradient, Gradients into) {
            inner.parametersOnly(outputGradient, into);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("residual").add(inner.layers().toArray()).toString();
    }
}
