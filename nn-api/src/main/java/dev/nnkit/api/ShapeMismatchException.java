package dev.nnkit.api;

import org.jspecify.annotations.Nullable;

/**
 * Shapes do not fit. The message says who, what was expected, what came, and the fix:
 * {@code dense(128) "hidden": input must have shape [batch, 784] but has [64, 28, 28, 1]. Put flatten before it.}
 */
public final class ShapeMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Shape outputIfFixed;

    public ShapeMismatchException(String message) {
        this(message, null);
    }

    /**
     * @param outputIfFixed the shape of an example that the layer would give once its input fits, or null where that
     *     depends on the input: containers go on checking with it, so that all problems are reported at once
     */
    public ShapeMismatchException(String message, @Nullable Shape outputIfFixed) {
        super(message);
        this.outputIfFixed = outputIfFixed;
    }

    public @Nullable Shape outputIfFixed() {
        return outputIfFixed;
    }
}
