package dev.nnkit.gradcheck;

/** Told how far a check is: after every element that was measured, in the thread that runs the check. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (tensor, done, total) -> {};

    /**
     * @param tensor the tensor that is being measured
     * @param done how many elements of all tensors are
     * @param total how many there will be
     */
    void measured(String tensor, int done, int total);
}
