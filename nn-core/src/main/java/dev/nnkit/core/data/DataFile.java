package dev.nnkit.core.data;

import dev.nnkit.core.io.IoFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens data files for all readers: unpacks gzip, known by its first bytes, and says in one voice what went wrong. */
public final class DataFile {
    /** The size of content whose length is not known before it is read. */
    public static final long UNKNOWN_SIZE = -1;

    private static final int BUFFER = 1 << 16;

    /** What a reader does with the bytes of a file. */
    @FunctionalInterface
    public interface Content<T> {
        /**
         * @param size how many bytes there are, or {@link #UNKNOWN_SIZE} where they are compressed or come from a pipe
         */
        T read(InputStream bytes, long size) throws IOException;
    }

    private DataFile() {}

    /**
     * Reads a file from its beginning and closes it.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws DataException if it is a folder, or not intact gzip
     */
    public static <T> T read(Path file, Content<T> content) {
        if (Files.isDirectory(file)) {
            throw new DataException(file, "is a folder, not a file. Give one of the files in it.");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            if (isGzip(raw)) {
                return content.read(new GZIPInputStream(raw, BUFFER), UNKNOWN_SIZE);
            }
            return content.read(raw, Files.isRegularFile(file) ? Files.size(file) : UNKNOWN_SIZE);
        } catch (EOFException e) {
            throw new DataException(file, "truncated: its gzip data have no end. Copy it again.", e);
        } catch (ZipException e) {
            throw new DataException(file, "its gzip data are damaged (" + e.getMessage() + "). Copy it again.", e);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean result = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return result;
    }
}
