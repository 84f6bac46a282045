package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** One kind of mistake. */
@FunctionalInterface
public interface Cause {
    /** One sentence that says what seems to have happened, or null if the numbers do not look like it. */
    @Nullable
    String explain(Evidence evidence);
}
