package dev.nnkit.core.diagnosis;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The size of the inputs of a sample.
 *
 * @param feature the one with the largest root mean square, or -1 where the numbers of an example are of one kind, as in
 *     images
 * @param size its root mean square
 * @param low the least number in it
 * @param high the largest number in it
 */
record InputScale(int feature, double size, double low, double high) {
    /** @param inputs [batch, ...]; null comes back for ids */
    static @Nullable InputScale of(Tensor inputs) {
        if (!inputs.type().isFloating() || inputs.size() == 0) {
            return null;
        }
        double[] values = inputs.as(DataType.FLOAT64).doubles();
        int kinds = inputs.shape().rank() == 2 ? inputs.shape().last() : 1;
        InputScale largest = null;
        for (int kind = 0; kind < kinds; kind++) {
            InputScale scale = of(values, inputs.size(), kind, kinds);
            if (largest == null || scale.size > largest.size) {
                largest = scale;
            }
        }
        return largest;
    }

    private static InputScale of(double[] values, int count, int from, int stride) {
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < count; i += stride) {
            squares += values[i] * values[i];
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return new InputScale(stride == 1 ? -1 : from, Math.sqrt(squares * stride / count), low, high);
    }
}
