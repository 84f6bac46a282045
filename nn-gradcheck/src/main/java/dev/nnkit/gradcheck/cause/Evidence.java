package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the gradient of one tensor that is wrong. Arrays have one element for each that was measured, in
 * the order of {@code indices}, except {@code analytic} and {@code twice}, which have all.
 *
 * @param shape of the tensor, of an input with its batch axis
 * @param isInput whether it is an input of the call; otherwise a parameter
 * @param batch how many examples went through at once
 * @param terms how many numbers came out
 * @param analytic the gradient as the code tells it
 * @param twice the sums after two pullbacks into the same gradients, or null where nothing is summed
 * @param indices which elements were measured, ascending
 * @param values the elements themselves
 * @param numeric the slopes by differences
 * @param numericFirst the part of the first example in {@code numeric}
 * @param numericLast the part of the last example in {@code numeric}
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to a few others, never compared
public record Evidence(
        Shape shape,
        boolean isInput,
        int batch,
        int terms,
        double[] analytic,
        double @Nullable [] twice,
        int[] indices,
        double[] values,
        double[] numeric,
        double[] numericFirst,
        double[] numericLast) {
    /** How near numbers must be to count as equal here: differences are right to about ten digits. */
    private static final double NEAR = 1e-5;

    /** The analytic gradient at the measured elements. */
    public double[] analyticMeasured() {
        double[] result = new double[indices.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = analytic[indices[i]];
        }
        return result;
    }

    /** Whether every element was measured. */
    public boolean isComplete() {
        return indices.length == analytic.length;
    }

    /** Whether all of {@code a} equal those of {@code b}, in measure of the largest, and not all are zero. */
    public static boolean near(double[] a, double[] b) {
        double largest = Math.max(largest(a), largest(b));
        if (!(largest > 0) || a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) <= NEAR * largest)) {
                return false;
            }
        }
        return true;
    }

    /** The largest absolute value; NaN if there is one. */
    public static double largest(double[] a) {
        return Arrays.stream(a).map(Math::abs).reduce(0, Math::max);
    }
}
