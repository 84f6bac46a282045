package dev.nnkit.api;

/**
 * The immutable description of a layer: a record, validated by its constructor. Specs are composed, printed, parsed,
 * compared, saved and varied; the layers they build run. The same spec twice means two layers.
 *
 * <p>{@code toString()} is the text that makes the spec again, in the words of its factory method:
 * {@code dropout(0.2)}. Write it with {@link dev.nnkit.api.text.SpecText}; the reader is registered by a
 * {@link Plugin}.
 */
public interface LayerSpec {
    /**
     * Builds a finished layer for examples of one shape (without a batch axis).
     *
     * @throws ShapeMismatchException if such an example cannot go in
     */
    Layer build(Shape example, Initialization initialization);

    /** The gain that the weights before this layer should be initialised with; 1 unless it is an activation. */
    default double gain() {
        return 1;
    }
}
