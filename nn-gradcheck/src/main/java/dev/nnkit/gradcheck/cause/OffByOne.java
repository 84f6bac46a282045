package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import org.jspecify.annotations.Nullable;

/** Each row, or column, has the gradient of its neighbour. */
final class OffByOne implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Shape shape = evidence.shape();
        int inner = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int length = shape.axis(axis);
            for (int shift = -1; shift <= 1 && length > 2; shift += 2) {
                if (isShifted(evidence, inner, length, shift)) {
                    return "off by one: along axis " + axis + ", " + name(shape, axis)
                            + ", every element has the gradient of the one " + (shift > 0 ? "after" : "before")
                            + " it.";
                }
            }
            inner *= length;
        }
        return null;
    }

    private static String name(Shape shape, int axis) {
        return axis == shape.rank() - 1 ? shape.rank() == 1 ? "the only one" : "the columns" : "the rows";
    }

    /** Whether {@code analytic[i] == numeric[i + shift]} along an axis whose elements lie {@code inner} apart. */
    private static boolean isShifted(Evidence evidence, int inner, int length, int shift) {
        int[] indices = evidence.part().indices();
        double largest = Evidence.largest(evidence.numeric());
        int compared = 0;
        for (int k = 0; k < indices.length; k++) {
            int place = indices[k] / inner % length - shift;
            if (place < 0 || place >= length) {
                continue;
            }
            double told = evidence.analytic()[indices[k] - shift * inner];
            if (!(Math.abs(told - evidence.numeric()[k]) <= Evidence.NEAR * largest)) {
                return false;
            }
            compared++;
        }
        return compared > 1 && largest > 0 && !isFlat(evidence.numeric());
    }

    private static boolean isFlat(double[] numeric) {
        for (double each : numeric) {
            if (Math.abs(each - numeric[0]) > Evidence.NEAR * Evidence.largest(numeric)) {
                return false;
            }
        }
        return true;
    }
}
