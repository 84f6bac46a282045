package dev.nnkit.gradcheck.junit;

/** What a layer does otherwise than most, and is therefore not held against it. Declared, so that it can be read. */
public enum Traits {
    /** Draws random numbers in training: other seeds give other outputs, and a batch split draws others too. */
    STOCHASTIC,
    /** Has kinks in so many places that any share of them is accepted. */
    KINKED,
    /** Reads ids: its inputs are INT32. */
    INTEGER_INPUT,
    /** The output for one example depends on the others in the batch: {@code mixesExamples()} is true. */
    MIXES_EXAMPLES,
    /** Hands no gradient to its inputs, although they are floating. */
    NO_INPUT_GRADIENT,
    /** Its gradient is deliberately not that of its output, as in straight-through rounding. */
    SURROGATE_GRADIENT,
    /** Computes something else in predictions than in training. */
    TRAINING_DIFFERS,
    /** Does not answer NaN with NaN. */
    SWALLOWS_NAN
}
