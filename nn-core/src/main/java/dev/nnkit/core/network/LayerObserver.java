package dev.nnkit.core.network;

import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sees what goes through the layers of {@link Network#observed}: on the way forward in the order of the calls, on the way
 * back in reverse. The tensors belong to the step; they are not to be written to, and are copied if they are to last.
 */
public interface LayerObserver {
    /** A layer has made {@code output} of {@code input}. */
    void onForward(LayerSite site, Tensor input, Tensor output);

    /**
     * A layer has been told how the loss changes with its output.
     *
     * @param inputGradient what it answered, or null where nobody asked
     */
    default void onBackward(LayerSite site, Tensor outputGradient, @Nullable Tensor inputGradient) {}
}
