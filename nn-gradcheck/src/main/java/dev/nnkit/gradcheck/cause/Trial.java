package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** What can be found out about a tensor by running the code again; done when asked for, and only then. */
public interface Trial {
    /** All that was measured. */
    Situation situation();

    /** The same with the first example alone; null where there is no smaller batch. */
    @Nullable
    Situation oneExample();

    /** The gradient of the tensor as the code tells it for another upstream gradient; null if it has another shape. */
    double @Nullable [] gradientFor(double[] upstream);

    /** The slopes by differences along each element of the tensor, where it has other values; null if it may not. */
    double @Nullable [] slopesAt(double[] values);
}
