package dev.nnkit.api;

import java.util.Map;

/** How one parameter is moved, and the state that this takes. Used by one thread at a time. */
public interface Rule {
    /**
     * Moves {@code value} against its gradient.
     *
     * @param value the parameter's value, written in place
     * @param gradient the sum for this step; not written to
     * @param rateFactor what the schedule multiplies the learning rate with; 1 without one
     * @param step the number of this update, from 1
     */
    void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels);

    /** The state by name, in a fixed order, for checkpoints; the tensors are the rule's own, written on restore. */
    default Map<String, Tensor> state() {
        return Map.of();
    }
}
