package dev.nnkit.api;

/**
 * What a {@link Parameter} is for, so that rules can tell parameters apart: decay usually concerns {@link #WEIGHT}
 * alone, and a {@link #STATISTIC} is saved with the model but never trained.
 */
public enum Role {
    /** Multiplies an input: a matrix, a kernel, a table of embeddings. */
    WEIGHT,
    /** Is added. */
    BIAS,
    /** Multiplies a normalised value, as in batch norm. */
    SCALE,
    /** Observed, not trained: running means and variances. See {@link StepContext#blend}. */
    STATISTIC
}
