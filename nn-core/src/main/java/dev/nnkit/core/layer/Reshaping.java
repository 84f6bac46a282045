package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;

/** The layer behind {@link Flatten} and {@link Reshape}: the same array under another shape, both ways. */
record Reshaping(String who, Shape from, Shape to) implements Layer {
    @Override
    public Shape outputShape(Shape example) {
        if (!example.equals(from)) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape " + from + " but has " + example + ".", to);
        }
        return to;
    }

    @Override
    public Forward forward(Tensor x, StepContext step) {
        return new Forward(infer(x, step), (dy, into) -> dy.withShape(x.shape()));
    }

    @Override
    public Tensor infer(Tensor x, StepContext step) {
        if (x.type() == DataType.INT32) {
            Inputs.requireInts(who, x, from);
        } else {
            Inputs.require(who, x, from);
        }
        return x.withShape(to.withBatch(x.batch()));
    }
}
