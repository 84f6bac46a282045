package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.api.text.SpecText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A library of three layers and three containers, to draw networks of. */
final class Toys implements Assembly {
    @Override
    public Arbitrary<LayerSpec> layers() {
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(n -> Arbitraries.of(new Linear(n), new Bend(), new Steep()));
    }

    @Override
    public LayerSpec linear(int features) {
        return new Linear(features);
    }

    @Override
    public LayerSpec sequential(List<LayerSpec> layers) {
        return new Chain("sequential", layers, 1, false);
    }

    @Override
    public LayerSpec residual(List<LayerSpec> layers) {
        return new Chain("residual", layers, 1, true);
    }

    @Override
    public LayerSpec shared(List<LayerSpec> layers) {
        return new Chain("shared", layers, 2, false);
    }

    /** {@code y = x W}. */
    record Linear(int units) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            if (example.rank() != 1) {
                throw new ShapeMismatchException(this + ": an example must have shape [features].");
            }
            int features = example.last();
            return new BuiltLinear(
                    initialization.weight("weight", Shape.of(features, units), features, units), features, units);
        }

        private record BuiltLinear(Parameter weight, int features, int units) implements Layer {
            @Override
            public Shape outputShape(Shape example) {
                return Shape.of(units);
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(weight);
            }

            @Override
            public Forward forward(Tensor x, StepContext step) {
                Tensor y = step.scratch(x.type(), Shape.of(x.batch(), units));
                step.kernels().multiply(x, weight.value(), y, Write.SET);
                return new Forward(y, (dy, into) -> {
                    step.kernels().multiplyTransposedA(x, dy, into.sum(weight), Write.ADD);
                    Tensor dx = step.scratchLike(x);
                    step.kernels().multiplyTransposedB(dy, weight.value(), dx, Write.SET);
                    return dx;
                });
            }
        }

        @Override
        public String toString() {
            return SpecText.of("linear").add(units).toString();
        }
    }

    /** The hyperbolic tangent. */
    record Bend() implements Activation {
        @Override
        public double apply(double x) {
            return Math.tanh(x);
        }

        @Override
        public double derivative(double x, double y) {
            return 1 - y * y;
        }

        @Override
        public String toString() {
            return "bend";
        }
    }

    /** The same with twice its derivative. */
    record Steep() implements Activation {
        @Override
        public double apply(double x) {
            return Math.tanh(x);
        }

        @Override
        public double derivative(double x, double y) {
            return 2 * (1 - y * y);
        }

        @Override
        public String toString() {
            return "steep";
        }
    }

    /** Layers in a row, so many times over, with a way around all of it or without. */
    record Chain(String name, List<LayerSpec> layers, int times, boolean shortcut) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            List<Layer> built = new ArrayList<>();
            Shape shape = example;
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i).build(shape, initialization.child(Integer.toString(i)));
                shape = layer.outputShape(shape);
                built.add(layer);
            }
            List<Layer> calls = Collections.nCopies(times, built).stream()
                    .flatMap(List::stream)
                    .toList();
            return new BuiltChain(built, calls, shape, shortcut);
        }

        private record BuiltChain(List<Layer> layers, List<Layer> calls, Shape output, boolean shortcut)
                implements Layer {
            @Override
            public Shape outputShape(Shape example) {
                return output;
            }

            @Override
            public List<Parameter> parameters() {
                return layers.stream().flatMap(l -> l.parameters().stream()).toList();
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                Deque<Pullback> pullbacks = new ArrayDeque<>();
                Tensor value = input;
                for (Layer layer : calls) {
                    Forward forward = layer.forward(value, step);
                    value = forward.output();
                    pullbacks.push(forward.pullback());
                }
                return new Forward(around(input, value, step), (dy, into) -> back(pullbacks, dy, into, step));
            }

            private Tensor back(Deque<Pullback> pullbacks, Tensor dy, Gradients into, StepContext step) {
                Tensor gradient = dy;
                for (Pullback pullback : pullbacks) {
                    gradient = pullback.apply(gradient, into);
                }
                return around(dy, gradient, step);
            }

            private Tensor around(Tensor from, Tensor to, StepContext step) {
                if (!shortcut) {
                    return to;
                }
                Tensor sum = step.scratchLike(to);
                step.kernels().add(from, to, sum);
                return sum;
            }
        }

        @Override
        public String toString() {
            return SpecText.of(name).add(layers.toArray()).toString();
        }
    }
}
