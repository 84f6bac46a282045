package dev.nnkit.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are written as a whole or not at all: into a temporary file in the same folder, which is brought to the disk
 * and then renamed. Whatever happens in between, the old or the new file is there, never a mixture; what a killed
 * process left behind is removed by the next write to the same file.
 *
 * <p>Thread-safe: one write at a time in a process; of two processes, the last wins.
 */
public final class AtomicFile {
    private static final Object ONE_AT_A_TIME = new Object();

    /** Writes what the file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes or replaces {@code file}; where it is a symbolic link, what it leads to.
     *
     * @throws UncheckedIOException if that fails; an exception of {@code content} passes through. The old file is then
     *     as it was
     */
    public static void write(Path file, Content content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new IOException("it exists and is not a regular file");
            }
            synchronized (ONE_AT_A_TIME) {
                replace(target, content);
            }
        } catch (IOException e) {
            throw IoFailure.writing(file, e);
        }
    }

    /**
     * Writes or replaces {@code file} with a text, in UTF-8.
     *
     * @throws UncheckedIOException as for {@link #write(Path, Content)}
     */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void replace(Path target, Content content) throws IOException {
        removeLitter(target);
        Path temporary = temporary(target, Long.toString(ProcessHandle.current().pid()));
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Named after the process, so that two processes do not write into one file. */
    private static Path temporary(Path target, String process) {
        return target.resolveSibling("." + target.getFileName() + "." + process + ".tmp");
    }

    /** Removes the temporary files of processes that are no more. */
    private static void removeLitter(Path target) throws IOException {
        Path folder = target.getParent();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, path -> isLitter(target, path))) {
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static boolean isLitter(Path target, Path path) {
        String prefix = "." + target.getFileName() + ".";
        String name = path.getFileName().toString();
        if (!name.startsWith(prefix) || !name.endsWith(".tmp") || name.length() < prefix.length() + 5) {
            return false;
        }
        String process = name.substring(prefix.length(), name.length() - 4);
        return process.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }
}
