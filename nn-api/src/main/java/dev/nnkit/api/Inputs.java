package dev.nnkit.api;

import java.util.List;

/** The checks that layers make at their border, and the sentences they fail with. */
public final class Inputs {
    private Inputs() {}

    /**
     * Checks that {@code input} is a batch of at least one floating example of this shape.
     *
     * @param who how the message names the layer: see {@link Initialization#describe}
     * @throws ShapeMismatchException otherwise
     */
    public static void require(String who, Tensor input, Shape example) {
        requireFloating(who, input);
        requireShape(who, input, example);
    }

    /** As {@link #require}, for ids, labels or lengths. */
    public static void requireInts(String who, Tensor input, Shape example) {
        if (input.type() != DataType.INT32) {
            throw new ShapeMismatchException(
                    who + ": input must be INT32 but is " + input.type() + ". Make it with Tensor.ofInts.");
        }
        requireShape(who, input, example);
    }

    /** Checks that {@code input} has a batch axis of at least 1 and can be differentiated. */
    public static void requireFloating(String who, Tensor input) {
        if (!input.type().isFloating()) {
            throw new ShapeMismatchException(
                    who + ": input must be FLOAT32 or FLOAT64 but is " + input.type() + ". Ids go into an embedding.");
        }
        requireBatch(who, input);
    }

    /**
     * Checks that {@code input} is a batch of floating examples [features] or [time, features] with the features of
     * {@code example}, which may be either; the length of time is free. For layers that work on the last axis.
     *
     * @throws ShapeMismatchException otherwise
     */
    public static void requireLast(String who, Tensor input, Shape example) {
        int rank = input.shape().rank();
        boolean fits = (rank == 2 || rank == 3) && input.shape().last() == example.last();
        if (!fits) {
            require(who, input, example);
        }
        requireFloating(who, input);
    }

    /**
     * Checks how many inputs a join gets.
     *
     * @param inputs whatever there is one of for each input
     * @param expected the right ones in words: {@code "two or more"}
     * @throws ShapeMismatchException otherwise
     */
    public static void requireCount(String who, List<?> inputs, int least, int most, String expected) {
        if (inputs.size() < least || inputs.size() > most) {
            throw new ShapeMismatchException(who + ": inputs must be " + expected + " but there are " + inputs.size()
                    + ". Name them all in the call.");
        }
    }

    private static void requireShape(String who, Tensor input, Shape example) {
        requireBatch(who, input);
        if (!input.shape().isBatchOf(example)) {
            throw new ShapeMismatchException(who + ": input must have shape " + batchOf(example) + " but has "
                    + input.shape() + "." + hint(input.shape(), example));
        }
    }

    /** Checks that {@code input}, of any type, has a batch axis of at least 1. */
    public static void requireBatch(String who, Tensor input) {
        if (input.shape().rank() == 0 || input.batch() == 0) {
            throw new ShapeMismatchException(
                    who + ": input must have a batch of at least 1 example but has shape " + input.shape() + ".");
        }
    }

    private static String hint(Shape actual, Shape example) {
        if (actual.equals(example)) {
            return " Put a batch axis in front: withShape(shape.withBatch(1)).";
        }
        boolean sameSize = actual.rank() > 1 && actual.withoutFirst().size() == example.size();
        return sameSize && example.rank() == 1 ? " Put flatten before it." : "";
    }

    /** The shape of a batch of such examples in words: {@code [batch, 784]}. */
    public static String batchOf(Shape example) {
        String axes = example.toString();
        return example.rank() == 0 ? "[batch]" : "[batch, " + axes.substring(1);
    }
}
