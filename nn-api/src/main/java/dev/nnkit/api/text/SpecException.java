package dev.nnkit.api.text;

/** A text that does not describe anything: wrong grammar, an unknown name, a wrong argument. */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
