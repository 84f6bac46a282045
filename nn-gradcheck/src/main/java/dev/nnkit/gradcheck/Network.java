package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever has parameters and is run forwards and back, as a join, so that all of it is run by the same code. */
interface Network {
    Join.Forward forward(List<Tensor> inputs, StepContext step);

    List<Parameter> parameters();

    /** Java that makes it and gives it these inputs. */
    String code(List<Tensor> inputs, Settings settings);

    /** The same for some rows of the batch. */
    default Network rows(int from, int to) {
        return this;
    }

    /** The same for another example shape; null where there is none. */
    default @Nullable Network resized(Shape example) {
        return null;
    }

    record OfJoin(Join join) implements Network {
        @Override
        public Join.Forward forward(List<Tensor> inputs, StepContext step) {
            return join.forward(inputs, step);
        }

        @Override
        public List<Parameter> parameters() {
            return join.parameters();
        }

        @Override
        public String code(List<Tensor> inputs, Settings settings) {
            return "GradientCheck.of(" + settings.codeOr("join /* " + Settings.print(join) + " */") + ").on("
                    + String.join(", ", inputs.stream().map(Literals::of).toList()) + ")";
        }
    }

    record OfLayer(Layer layer) implements Network {
        @Override
        public Join.Forward forward(List<Tensor> inputs, StepContext step) {
            Layer.Forward forward = layer.forward(inputs.get(0), step);
            return new Join.Forward(forward.output(), (dy, into) ->
                    new Tensor[] {forward.pullback().apply(dy, into)});
        }

        @Override
        public List<Parameter> parameters() {
            return layer.parameters();
        }

        @Override
        public String code(List<Tensor> inputs, Settings settings) {
            return "GradientCheck.of(" + settings.codeOr("layer /* " + Settings.print(layer) + " */") + ").on("
                    + Literals.of(inputs.get(0)) + ")";
        }
    }

    /** A layer that can be built again for other shapes. */
    record OfSpec(LayerSpec spec, Layer layer, long seed) implements Network {
        static OfSpec of(LayerSpec spec, Shape example, long seed) {
            return new OfSpec(spec, spec.build(example, Initialization.of(DataType.FLOAT64, seed)), seed);
        }

        @Override
        public Join.Forward forward(List<Tensor> inputs, StepContext step) {
            return new OfLayer(layer).forward(inputs, step);
        }

        @Override
        public List<Parameter> parameters() {
            return layer.parameters();
        }

        @Override
        public @Nullable Network resized(Shape example) {
            try {
                return of(spec, example, seed);
            } catch (ShapeMismatchException e) {
                return null; // this is how a spec says that it does not come in that size
            }
        }

        @Override
        public String code(List<Tensor> inputs, Settings settings) {
            return "GradientCheck.ofSpec(" + settings.codeOr(spec.toString()) + ").on(" + Literals.of(inputs.get(0))
                    + ")";
        }
    }

    /** A network and a loss behind it: the output is {@code scale * sum of the terms}, with scale 1 / their number. */
    record OfLoss(Network network, Loss loss, Target target) implements Network {
        @Override
        public Join.Forward forward(List<Tensor> inputs, StepContext step) {
            Join.Forward forward = network.forward(inputs, step);
            double weight = loss.weight(target);
            double scale = weight > 0 ? 1 / weight : 1;
            double value = loss.evaluate(forward.output(), target, scale, step).value();
            return new Join.Forward(Tensor.of(Shape.of(1), value), (dy, into) -> {
                Tensor gradient = loss.evaluate(forward.output(), target, scale * dy.get(0), step)
                        .gradient();
                return forward.pullback().apply(gradient, into);
            });
        }

        @Override
        public List<Parameter> parameters() {
            return network.parameters();
        }

        @Override
        public Network rows(int from, int to) {
            return new OfLoss(network, loss, LossSubject.rows(target, from, to));
        }

        @Override
        public String code(List<Tensor> inputs, Settings settings) {
            String given = String.join(", ", inputs.stream().map(Literals::of).toList());
            return "GradientCheck.of(" + settings.codeOr("network, " + Settings.print(loss)) + ").on("
                    + (inputs.size() == 1 ? given : "List.of(" + given + ")") + ", " + Literals.of(target) + ")";
        }
    }
}
