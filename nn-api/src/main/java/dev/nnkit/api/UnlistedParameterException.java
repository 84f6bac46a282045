package dev.nnkit.api;

/** A pullback asks for the sum of a parameter that its layer does not return from {@link Layer#parameters()}. */
public final class UnlistedParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnlistedParameterException(String message) {
        super(message);
    }
}
