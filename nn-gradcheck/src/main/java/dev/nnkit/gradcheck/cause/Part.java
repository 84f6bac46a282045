package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import java.util.stream.IntStream;

/**
 * One tensor of a {@link Situation} and its gradient by both ways.
 *
 * @param name {@code input}, or a parameter's path
 * @param shape of an input with its batch axis
 * @param isInput whether it belongs to the call; otherwise a parameter
 * @param all its elements
 * @param analytic its gradient as the code tells it, all of it
 * @param indices which elements were measured, ascending
 * @param numeric the slopes by differences, one for each of {@code indices}
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to a few others, never compared
public record Part(
        String name, Shape shape, boolean isInput, double[] all, double[] analytic, int[] indices, double[] numeric) {
    /** The elements that were measured. */
    public double[] values() {
        return at(indices, all);
    }

    /** The analytic gradient at the measured elements. */
    public double[] analyticMeasured() {
        return at(indices, analytic);
    }

    /** Whether every element was measured. */
    public boolean isComplete() {
        return indices.length == analytic.length;
    }

    private static double[] at(int[] indices, double[] values) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
