package dev.nnkit.core.layer;

import dev.nnkit.api.Inputs;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The checks of layers over [time, features]. The length of time is free from batch to batch: only the features belong
 * to the parameters.
 */
final class Sequences {
    private Sequences() {}

    /** @param outputIfFixed what the layer gives once the example is a sequence, or null where that depends on it */
    static void requireExample(String who, Shape example, @Nullable Shape outputIfFixed) {
        if (example.rank() != 2) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [time, features] but has " + example
                            + ". Put a reshape before it.",
                    outputIfFixed);
        }
    }

    static void requireFeatures(String who, Shape example, int features, Shape outputIfFixed) {
        if (example.last() != features) {
            throw new ShapeMismatchException(
                    who + ": an example must have " + features + " features but has shape " + example + ".",
                    outputIfFixed);
        }
    }

    /** Checks that {@code x} is a batch of sequences with the features of {@code example}. */
    static void require(String who, Tensor x, Shape example) {
        if (x.shape().rank() != 3 || x.shape().last() != example.last()) {
            Inputs.require(who, x, example);
        }
        Inputs.requireFloating(who, x);
    }

    /** Checks the lengths of the sequences in a batch against the time axis, and gives them. */
    static int[] requireLengths(String who, Tensor lengths, int time) {
        Inputs.requireInts(who, lengths, Shape.of());
        int[] values = lengths.ints();
        for (int i = 0; i < lengths.size(); i++) {
            if (values[i] < 0 || values[i] > time) {
                throw new IllegalArgumentException(who + ": the length of example " + i + " must be 0 to " + time
                        + ", the time axis, but is " + values[i] + ".");
            }
        }
        return values;
    }
}
