package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of a network with any number of inputs and outputs, and the way back. */
public record Pass(List<Tensor> outputs, Pullback pullback) {
    /** As {@link dev.nnkit.api.Layer.Pullback}, with lists. */
    public interface Pullback {
        /**
         * Adds the gradients of the parameters to {@code into} and returns those of the inputs; null where an input has
         * none.
         *
         * @param outputGradients one for each output; null where the loss does not depend on it
         */
        @Nullable
        Tensor[] apply(List<? extends @Nullable Tensor> outputGradients, Gradients into);

        /** As {@link #apply}, where nobody asks for the gradients of the inputs. */
        void parametersOnly(List<? extends @Nullable Tensor> outputGradients, Gradients into);
    }
}
