package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/** A graph with one input and one output, as a layer. */
record GraphLayer(GraphBody body) implements Observed.Whole {
    @Override
    public Layer observed(String path, LayerObserver observer) {
        return new GraphLayer(body.observed(path, observer));
    }

    @Override
    public Shape outputShape(Shape example) {
        return body.outputShapes(List.of(example)).get(0);
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Pass pass = body.forward(List.of(input), step);
        return new Forward(pass.outputs().get(0), new Back(pass.pullback(), input, step));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        return body.infer(List.of(input), step).get(0);
    }

    private record Back(Pass.Pullback pullback, Tensor input, StepContext step) implements Pullback {
        @Override
        public Tensor apply(Tensor outputGradient, Gradients into) {
            Tensor gradient = pullback.apply(List.of(outputGradient), into)[0];
            return gradient == null ? step.zerosLike(input) : gradient;
        }

        @Override
        public void parametersOnly(Tensor outputGradient, Gradients into) {
            pullback.parametersOnly(List.of(outputGradient), into);
        }
    }

    @Override
    public List<Parameter> parameters() {
        return body.parameters();
    }

    @Override
    public boolean mixesExamples() {
        return body.mixesExamples();
    }

    @Override
    public boolean outputsProbabilities() {
        return body.outputsProbabilities(0);
    }

    @Override
    public List<Child> children() {
        return body.children();
    }
}
