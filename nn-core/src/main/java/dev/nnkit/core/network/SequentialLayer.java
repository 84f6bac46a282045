package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A built chain. Its pullback is the chain rule: the pullbacks of the layers, last one first. */
final class SequentialLayer implements Observed.Whole {
    private final List<Child> children;
    private final Layer[] layers;
    private final List<List<Parameter>> parametersOfLayer;
    private final List<Parameter> parameters;

    SequentialLayer(List<Child> children, List<Layer> layers) {
        this.children = List.copyOf(children);
        this.layers = layers.toArray(Layer[]::new);
        this.parametersOfLayer = layers.stream().map(Layer::parameters).toList();
        this.parameters = Parameters.distinct(parametersOfLayer);
    }

    @Override
    public List<Child> children() {
        return children;
    }

    @Override
    public SequentialLayer observed(String path, LayerObserver observer) {
        List<Layer> observed = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            Child child = children.get(i);
            LayerSpec spec = Objects.requireNonNull(child.spec(), "a child of a chain is a layer");
            observed.add(Observed.of(layers[i], spec, Observed.path(path, child.name()), observer));
        }
        return new SequentialLayer(children, observed);
    }

    @Override
    public Shape outputShape(Shape example) {
        Shape shape = example;
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Pullback[] pullbacks = new Pullback[layers.length];
        Tensor value = input;
        for (int i = 0; i < layers.length; i++) {
            Forward forward = layers[i].forward(value, step);
            pullbacks[i] = forward.pullback();
            value = forward.output();
        }
        return new Forward(value, new Back(pullbacks));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        Tensor value = input;
        for (Layer layer : layers) {
            value = layer.infer(value, step);
        }
        return value;
    }

    private final class Back implements Pullback {
        private final Pullback[] pullbacks;

        Back(Pullback[] pullbacks) {
            this.pullbacks = pullbacks;
        }

        @Override
        public Tensor apply(Tensor outputGradient, Gradients into) {
            Tensor gradient = outputGradient;
            for (int i = pullbacks.length - 1; i >= 0; i--) {
                gradient = pullbacks[i].apply(gradient, into);
            }
            return gradient;
        }

        /** Stops at the first layer that has something to learn: what lies before it needs no gradient. */
        @Override
        public void parametersOnly(Tensor outputGradient, Gradients into) {
            int first = 0;
            while (first < pullbacks.length && !into.wantsAny(parametersOfLayer.get(first))) {
                first++;
            }
            Tensor gradient = outputGradient;
            for (int i = pullbacks.length - 1; i > first; i--) {
                gradient = pullbacks[i].apply(gradient, into);
            }
            if (first < pullbacks.length) {
                pullbacks[first].parametersOnly(gradient, into);
            }
        }
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public boolean mixesExamples() {
        for (Layer layer : layers) {
            if (layer.mixesExamples()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean outputsProbabilities() {
        return layers[layers.length - 1].outputsProbabilities();
    }
}
