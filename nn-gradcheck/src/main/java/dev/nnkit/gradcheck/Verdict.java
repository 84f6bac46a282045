package dev.nnkit.gradcheck;

import java.util.Comparator;
import java.util.List;

/** What a check found out about a derivative; from harmless to bad, so that the larger of two is the one to report. */
public enum Verdict {
    /** Analytic and numeric derivative agree. */
    CORRECT,
    /** The slopes from the left and from the right differ, and the analytic value lies between them. */
    KINK,
    /** The differences do not settle to the tolerance: the function is noisy, or gives other values in each call. */
    NOISE,
    /**
     * NaN or infinity, in the function beside the point or in the analytic derivative; values so large that their
     * rounding hides how they change; a point outside of the declared domain.
     */
    UNSTABLE,
    /** The function itself is discontinuous at the point. */
    JUMP,
    /** The differences settle, on another value than the analytic derivative. */
    WRONG;

    boolean isHarmless() {
        return this == CORRECT || this == KINK;
    }

    static Verdict worst(List<Coordinate> coordinates) {
        return coordinates.stream()
                .map(Coordinate::verdict)
                .max(Comparator.naturalOrder())
                .orElse(CORRECT);
    }
}
