package dev.nnkit.core.layer;

import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;

/** The checks of joins: how many inputs, and that they belong to one batch. */
final class Operands {
    private Operands() {}

    static void requireCount(String who, List<?> inputs, int least, int most, String expected) {
        if (inputs.size() < least || inputs.size() > most) {
            throw new ShapeMismatchException(who + ": inputs must be " + expected + " but there are " + inputs.size()
                    + ". Name them all in the call.");
        }
    }

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
