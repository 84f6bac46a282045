package dev.nnkit.api;

import org.jspecify.annotations.Nullable;

/**
 * What a network should have answered for a batch.
 *
 * @param values the first axis is the batch: INT32 for classes, floating for values and distributions
 * @param exampleWeights how much each example counts, [batch], 0 or more; null means 1 each
 */
public record Target(Tensor values, @Nullable Tensor exampleWeights) {
    public Target {
        if (exampleWeights != null && exampleWeights.size() != values.batch()) {
            throw new ShapeMismatchException("target: example weights must have shape [" + values.batch()
                    + "], one for each example, but have " + exampleWeights.shape() + ".");
        }
    }

    /** A target in which every example counts the same. */
    public static Target of(Tensor values) {
        return new Target(values, null);
    }

    public int batch() {
        return values.batch();
    }

    /** The weight of one example. */
    public double weight(int example) {
        return exampleWeights == null ? 1 : exampleWeights.get(example);
    }
}
