package dev.nnkit.gradcheck;

/** What a check found out about a derivative; from harmless to bad, so that the larger of two is the one to report. */
public enum Verdict {
    /** Analytic and numeric derivative agree. */
    CORRECT,
    /** The slopes from the left and from the right differ, and the analytic value lies between them. */
    KINK,
    /** The differences do not settle to the tolerance: the function is noisy, or gives other values in each call. */
    NOISE,
    /** NaN or infinity, in the function beside the point or in the analytic derivative. */
    UNSTABLE,
    /** The function itself is discontinuous at the point. */
    JUMP,
    /** The differences settle, on another value than the analytic derivative. */
    WRONG
}
