package dev.nnkit.gradcheck;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls code at inputs that nobody said it was made for: one example, a rounded value, a mean of two others. */
final class Attempt {
    private Attempt() {}

    /** What the call returns, or null where the code refuses. */
    static <T> @Nullable T at(Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | ArithmeticException e) {
            return null; // no finding: it was run at the input that was given before it comes to this
        }
    }
}
