package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/** A layer that tells an observer what goes through it, and is otherwise the layer itself. */
record Observed(Layer inner, LayerSite site, LayerObserver observer) implements Layer {
    /** A layer made of layers, whose children can be observed. */
    interface Whole extends Layer, Container {
        /** The same with every child observed. */
        Layer observed(String path, LayerObserver observer);
    }

    /** The layer, observed: itself, or the layers that it is made of. */
    static Layer of(Layer layer, LayerSpec spec, String path, LayerObserver observer) {
        return layer instanceof Whole whole
                ? whole.observed(path, observer)
                : new Observed(layer, new LayerSite(path, spec, layer.parameters()), observer);
    }

    static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    @Override
    public Shape outputShape(Shape example) {
        return inner.outputShape(example);
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Forward forward = inner.forward(input, step);
        observer.onForward(site, input, forward.output());
        return new Forward(forward.output(), new Back(forward.pullback()));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        Tensor output = inner.infer(input, step);
        observer.onForward(site, input, output);
        return output;
    }

    private final class Back implements Pullback {
        private final Pullback pullback;

        Back(Pullback pullback) {
            this.pullback = pullback;
        }

        @Override
        public Tensor apply(Tensor outputGradient, Gradients into) {
            Tensor inputGradient = pullback.apply(outputGradient, into);
            observer.onBackward(site, outputGradient, inputGradient);
            return inputGradient;
        }

        @Override
        public void parametersOnly(Tensor outputGradient, Gradients into) {
            pullback.parametersOnly(outputGradient, into);
            observer.onBackward(site, outputGradient, null);
        }
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
    public boolean outputsProbabilities() {
        return inner.outputsProbabilities();
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
