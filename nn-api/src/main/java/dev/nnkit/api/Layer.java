package dev.nnkit.api;

import java.util.List;

/**
 * A function that answers two questions: what comes out; and, told how the loss changes with what came out, how it
 * changes with what went in and with each of the layer's own knobs. The second answer is a {@link Pullback}, returned
 * together with the output. Backpropagation is nothing but calling the pullbacks in reverse.
 *
 * <p>A layer is stateless: what belongs to one call is captured by its pullback, what is learned is in
 * {@link Parameter}s. So one layer may be used twice in a network and by any number of threads at once.
 *
 * <pre>{@code
 * public Forward forward(Tensor input, StepContext step) {        // y = a * x
 *     Tensor output = step.scratchLike(input);
 *     for (int i = 0; i < input.size(); i++) output.set(i, a * input.get(i));
 *     return new Forward(output, (outputGradient, into) -> {
 *         Tensor inputGradient = step.scratchLike(outputGradient);
 *         for (int i = 0; i < input.size(); i++) inputGradient.set(i, a * outputGradient.get(i));
 *         return inputGradient;
 *     });
 * }
 * }</pre>
 */
public interface Layer {
    /**
     * The shape that comes out for one example of the given shape, both without a batch axis. Pure.
     *
     * @throws ShapeMismatchException if such an example cannot go in
     */
    Shape outputShape(Shape example);

    /**
     * Runs the layer on a batch (first axis). Writes neither into {@code input} nor into parameters; the output may be
     * {@code input} itself or scratch of {@code step}, and lives until the next step begins.
     *
     * @throws ShapeMismatchException if the input does not fit
     */
    Forward forward(Tensor input, StepContext step);

    /** As {@link #forward}, where no gradient is needed: override it where that saves memory or time. */
    default Tensor infer(Tensor input, StepContext step) {
        return forward(input, step).output();
    }

    /** Every parameter once, in a fixed order, statistics and frozen ones included. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Whether the output for one example depends on the others in the batch, as in batch norm. Such a layer cannot be
     * run in micro-batches. Containers: whether any child does.
     */
    default boolean mixesExamples() {
        return false;
    }

    /**
     * Whether what comes out is already squashed into probabilities (softmax, sigmoid), which a loss on logits would
     * squash again. Containers: whether the last child does.
     */
    default boolean outputsProbabilities() {
        return false;
    }

    /** What came out, and the way back. */
    record Forward(Tensor output, Pullback pullback) {}

    /** The way back through one call of a layer. Keeps no state of its own: called twice, it adds twice. */
    @FunctionalInterface
    interface Pullback {
        /**
         * Adds the gradients of the parameters to {@code into} and returns the gradient of the input. Linear in
         * {@code outputGradient}, which is not written to and may be returned as it is.
         */
        Tensor apply(Tensor outputGradient, Gradients into);

        /**
         * As {@link #apply}, where nobody asks for the input's gradient: for the first layer of a network, whose input
         * gradient would double the cost of a step.
         */
        default void parametersOnly(Tensor outputGradient, Gradients into) {
            apply(outputGradient, into);
        }
    }
}
