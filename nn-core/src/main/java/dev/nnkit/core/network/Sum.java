package dev.nnkit.core.network;

import dev.nnkit.api.Join;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;

/** {@code a + b}: both get the same gradient. */
final class Sum implements Join {
    static final Sum INSTANCE = new Sum();

    private Sum() {}

    @Override
    public Shape outputShape(List<Shape> examples) {
        Shape first = examples.get(0);
        if (!first.equals(examples.get(1))) {
            throw new ShapeMismatchException(
                    "plus: both values must have the same shape but have " + first + " and " + examples.get(1) + ".");
        }
        return first;
    }

    @Override
    public Forward forward(List<Tensor> inputs, StepContext step) {
        Tensor output = step.scratchLike(inputs.get(0));
        step.kernels().add(inputs.get(0), inputs.get(1), output);
        return new Forward(output, (outputGradient, into) -> new Tensor[] {outputGradient, outputGradient});
    }
}
