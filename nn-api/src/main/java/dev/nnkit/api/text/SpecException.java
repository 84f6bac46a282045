package dev.nnkit.api.text;

/** A text that does not describe anything: wrong grammar, an unknown name, a wrong argument. */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(printable(message));
    }

    public SpecException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    /** The text may come from a file, and must not command a terminal. Line breaks separate several problems. */
    private static String printable(String message) {
        return message.replaceAll("[\\p{Cc}&&[^\n]]", "?");
    }
}
