package dev.nnkit.core.layer;

import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;

/** The checks of joins: that their inputs belong to one batch, and that lengths are numbers. */
final class Operands {
    private Operands() {}

    static void requireOneBatch(String who, List<Tensor> inputs) {
        int batch = inputs.get(0).batch();
        for (Tensor input : inputs) {
            if (input.batch() != batch) {
                throw new ShapeMismatchException(who + ": all inputs must have as many examples but their shapes are "
                        + inputs.stream().map(Tensor::shape).toList() + ".");
            }
        }
    }

    static void requireSingle(String who, Shape lengths) {
        if (lengths.rank() != 0) {
            throw new ShapeMismatchException(
                    who + ": lengths must have shape [], one number an example, but have " + lengths + ".");
        }
    }
}
