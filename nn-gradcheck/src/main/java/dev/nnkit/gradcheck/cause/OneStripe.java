package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import org.jspecify.annotations.Nullable;

/** All that is wrong lies in one row, or column: an end of a loop, or what is left over behind whole blocks. */
final class OneStripe implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Shape shape = evidence.shape();
        int inner = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int length = shape.axis(axis);
            int stripe = onlyWrong(evidence, inner, length);
            if (stripe >= 0 && length > 2 && shape.size() > length) {
                String place = stripe == length - 1 ? ", the last," : stripe == 0 ? ", the first," : "";
                return "wrong only where index " + axis + " is " + stripe + place + " of " + length
                        + ": look at where the loop over it ends, and at what is left over behind whole blocks.";
            }
            inner *= length;
        }
        return null;
    }

    /** The one index along an axis that all wrong elements have; -1 if there are several, or one element. */
    private static int onlyWrong(Evidence evidence, int inner, int length) {
        int stripe = -1;
        int wrong = 0;
        for (int k = 0; k < evidence.isWrong().length; k++) {
            if (evidence.isWrong()[k]) {
                int index = evidence.part().indices()[k] / inner % length;
                if (stripe >= 0 && stripe != index) {
                    return -1;
                }
                stripe = index;
                wrong++;
            }
        }
        return wrong > 1 ? stripe : -1;
    }
}
