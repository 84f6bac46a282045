package dev.nnkit.api;

/**
 * What is done in one training step, for methods that evaluate the loss more than once (L-BFGS, SAM) or act around the
 * update (Lookahead). Nearly all training uses {@link #PLAIN}.
 */
@FunctionalInterface
public interface StepStrategy {
    /** Evaluate once, update once. */
    StepStrategy PLAIN = step -> {
        double loss = step.evaluate();
        step.update();
        return loss;
    };

    /** Carries out one step and returns the loss to report. */
    double run(Step step);

    /** The step as the strategy sees it. */
    interface Step {
        /** Zeroes the gradients, runs the batch forward and back, and returns the loss; same random numbers each time. */
        double evaluate();

        /** What the last {@link #evaluate} summed. */
        Gradients gradients();

        /** Applies the transforms and the optimizer's rules to the gradients as they are now. */
        void update();

        Kernels kernels();
    }
}
