package dev.nnkit.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Layer} with several inputs: addition, concatenation, attention's product, a recurrence with lengths. All
 * that is said there holds here.
 */
public interface Join {
    /**
     * The shape that comes out for examples of these shapes. Pure.
     *
     * @throws ShapeMismatchException if number or shapes do not fit
     */
    Shape outputShape(List<Shape> examples);

    /** Runs on a batch of each input; all have the same first axis. */
    Forward forward(List<Tensor> inputs, StepContext step);

    default List<Parameter> parameters() {
        return List.of();
    }

    default boolean mixesExamples() {
        return false;
    }

    /** What came out, and the way back. */
    record Forward(Tensor output, Pullback pullback) {}

    /** The way back through one call of a join. */
    @FunctionalInterface
    interface Pullback {
        /**
         * Adds the gradients of the parameters to {@code into} and returns one gradient for each input, in order; null
         * where an input has none (INT32: ids, lengths).
         */
        @Nullable
        Tensor[] apply(Tensor outputGradient, Gradients into);
    }
}
