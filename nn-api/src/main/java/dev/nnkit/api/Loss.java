package dev.nnkit.api;

/**
 * How wrong a batch of predictions is, and in which direction. A record, so that it can be printed and saved.
 *
 * <p>A loss sums; what it is divided by belongs to the whole step: {@code scale = 1 / sum of weight(target)} over all
 * the parts of the step. A divisor for each part would be wrong where parts differ in size, padding or weights.
 *
 * <p>Stateless and thread-safe.
 */
public interface Loss {
    /**
     * Checks that such predictions can be compared with such targets; shapes are those of one example.
     *
     * @throws ShapeMismatchException otherwise
     */
    void check(Shape prediction, Shape target);

    /** The number of terms that the target stands for, with their weights, without ignored ones. */
    double weight(Target target);

    /**
     * {@code scale} times the sum of the terms, and its gradient with respect to the prediction.
     *
     * @throws IllegalArgumentException if a target value is not possible, such as class 10 of 10
     */
    Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step);

    /** Whether predictions are logits: a network that ends in softmax or sigmoid must not be put before this loss. */
    default boolean expectsLogits() {
        return false;
    }

    /** The value, and the gradient, which has the prediction's shape and type and lives until the next step. */
    record Evaluation(double value, Tensor gradient) {}
}
