package dev.nnkit.core.file;

/** A file that is not what it should be: cut off, damaged, of another kind. The message begins with the file. */
public final class ModelFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ModelFileException(String message) {
        super(message);
    }

    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
