package dev.nnkit.core.data;

import java.nio.file.Path;

/**
 * A file's content is not what it should be. The message says which file, where in it, what was expected and what came;
 * a file that cannot be read at all is an {@link java.io.UncheckedIOException} instead.
 */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** About a file as a whole: {@code file: problem}. */
    public DataException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /**
     * About one place: {@code file, place: problem}.
     *
     * @param place in words that lead there, such as {@code "byte 2"}, {@code "label 12"} or {@code "line 3"}; bytes and
     *     rows count from 0, lines of text from 1
     */
    public DataException(Path file, String place, String problem) {
        super(file + ", " + place + ": " + problem);
    }

    /** About a file as a whole, found by somebody else. */
    public DataException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
