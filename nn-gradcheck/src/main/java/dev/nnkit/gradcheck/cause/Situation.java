package dev.nnkit.gradcheck.cause;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function at a point, with the gradients of all that it depends on.
 *
 * @param batch how many examples went through at once
 * @param output what came out
 * @param upstream the gradient that was sent back, as long as {@code output}
 * @param parts inputs, then parameters
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to a few others, never compared
public record Situation(int batch, double[] output, double[] upstream, List<Part> parts) {
    /** The part of this name, or null. */
    public @Nullable Part part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
    }
}
