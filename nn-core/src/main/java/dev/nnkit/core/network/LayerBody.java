package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A network of one layer, which nearly always is a chain. */
record LayerBody(Layer layer, LayerSpec spec, List<Child> children) implements Body {
    @Override
    public LayerBody observed(String path, LayerObserver observer) {
        return new LayerBody(Observed.of(layer, spec, path, observer), spec, children);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> examples) {
        return List.of(layer.outputShape(examples.get(0)));
    }

    @Override
    public Pass forward(List<Tensor> inputs, StepContext step) {
        Layer.Forward forward = layer.forward(inputs.get(0), step);
        return new Pass(List.of(forward.output()), new Back(forward.pullback()));
    }

    @Override
    public List<Tensor> infer(List<Tensor> inputs, StepContext step) {
        return List.of(layer.infer(inputs.get(0), step));
    }

    private record Back(Layer.Pullback pullback) implements Pass.Pullback {
        @Override
        public @Nullable Tensor[] apply(List<? extends @Nullable Tensor> outputGradients, Gradients into) {
            return new @Nullable Tensor[] {pullback.apply(only(outputGradients), into)};
        }

        @Override
        public void parametersOnly(List<? extends @Nullable Tensor> outputGradients, Gradients into) {
            pullback.parametersOnly(only(outputGradients), into);
        }

        private static Tensor only(List<? extends @Nullable Tensor> outputGradients) {
            return Objects.requireNonNull(outputGradients.get(0), "the gradient of the only output is missing");
        }
    }

    @Override
    public List<Parameter> parameters() {
        return layer.parameters();
    }

    @Override
    public boolean mixesExamples() {
        return layer.mixesExamples();
    }

    @Override
    public boolean outputsProbabilities(int output) {
        return layer.outputsProbabilities();
    }
}
