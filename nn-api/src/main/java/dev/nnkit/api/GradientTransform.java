package dev.nnkit.api;

/**
 * Something done to all gradients of a step before the rules see them: clipping by the global norm, noise, decay. A
 * record, so that it can be printed and saved.
 */
@FunctionalInterface
public interface GradientTransform {
    /** Changes the sums of wanted parameters in place, walking {@link Gradients#parameters()} in order. */
    void apply(Gradients gradients, StepContext step);
}
