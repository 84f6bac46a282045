package dev.nnkit.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A failure to read or write, as an exception whose message is a sentence: who, what happened and, where it is known, what
 * to do. The messages of the JDK's own exceptions are sometimes nothing but a path.
 */
public final class IoFailure {
    /** The words of Linux, macOS and Windows; the JDK has no type for it. */
    private static final Pattern FULL = Pattern.compile("no space left|not enough space|quota exceeded");

    private IoFailure() {}

    /** What is thrown where something cannot be read. */
    public static UncheckedIOException reading(Object source, IOException cause) {
        String problem = cause instanceof NoSuchFileException
                ? "there is no such file or folder."
                : "cannot be read: " + reason(cause) + ".";
        return new UncheckedIOException(source + ": " + problem, cause);
    }

    /** What is thrown where something cannot be written. */
    public static UncheckedIOException writing(Object target, IOException cause) {
        return new UncheckedIOException(target + ": cannot be written: " + whyNotWritten(cause) + ".", cause);
    }

    private static String whyNotWritten(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        String reason = reason(cause);
        return FULL.matcher(reason.toLowerCase(Locale.ROOT)).find()
                ? "the disk is full (" + reason + "); free some space, or name a file on another disk"
                : reason;
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
