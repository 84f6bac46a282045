package dev.nnkit.examples;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/** A layer of one's own: {@code y = factor * x} with one learned factor for all elements. */
public record Scale(double start) implements LayerSpec {
    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        return new Built(who, example, initialization.constant("factor", Role.SCALE, Shape.of(1), start));
    }

    private record Built(String who, Shape example, Parameter factor) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            if (!shape.equals(example)) {
                throw new ShapeMismatchException(
                        who + ": an example must have shape " + example + " but has " + shape + ".");
            }
            return shape;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Inputs.require(who, x, example);
            Tensor y = step.scratchLike(x);
            for (int i = 0; i < x.size(); i++) {
                y.set(i, factor.value().get(0) * x.get(i));
            }
            return new Forward(y, (dy, into) -> back(x, dy, into, step));
        }

        private Tensor back(Tensor x, Tensor dy, Gradients into, StepContext step) {
            Tensor dx = step.scratchLike(x);
            double sum = 0;
            for (int i = 0; i < x.size(); i++) {
                dx.set(i, factor.value().get(0) * dy.get(i));
                sum += x.get(i) * dy.get(i);
            }
            Tensor gradient = into.sum(factor);
            gradient.set(0, gradient.get(0) + sum);
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(factor);
        }
    }

    @Override
    public String toString() {
        return "examples.scale(" + start + ")";
    }
}
