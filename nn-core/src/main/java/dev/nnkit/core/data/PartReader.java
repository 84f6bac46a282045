package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a file part by part into one array that is used again, and so makes tensors of it. Not thread-safe. */
final class PartReader {
    /** Bytes in a part, at most. */
    static final int PART = 1 << 16;

    private final InputStream bytes;
    private final byte[] part = new byte[PART];
    private long position;

    /** What a format does with its elements. */
    interface Elements {
        /** Takes {@code count} elements from the beginning of the part to {@code at} and after in {@code into}. */
        void decode(byte[] part, Tensor into, int at, int count);

        /** What to throw when the file ends after {@code found} bytes. */
        DataException truncated(long found);
    }

    PartReader(InputStream bytes) {
        this.bytes = bytes;
    }

    byte[] part() {
        return part;
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /** Reads {@code count} bytes into the part, fewer only where the file ends, and returns how many. */
    int fill(int count) throws IOException {
        return read(part, 0, count);
    }

    /** Reads {@code count} bytes, fewer only where the file ends, and returns how many. */
    int read(byte[] into, int at, int count) throws IOException {
        int found = 0;
        while (found < count) {
            int now = readSome(into, at + found, count - found);
            if (now < 0) {
                break;
            }
            found += now;
        }
        position += found;
        return found;
    }

    private int readSome(byte[] into, int at, int count) throws IOException {
        try {
            return bytes.read(into, at, count);
        } catch (EOFException endOfGzip) {
            // Compressed data without an end: as with others, what matters is how many bytes are missing.
            return -1;
        }
    }

    /** Passes over {@code count} bytes, fewer only where the file ends, and returns how many. */
    long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long now = bytes.skip(left);
            if (now <= 0) {
                // Nothing was skipped: is there nothing, or was it not possible?
                if (bytes.read() < 0) {
                    break;
                }
                now = 1;
            }
            left -= now;
        }
        position += count - left;
        return count - left;
    }

    /** Whether nothing follows; reads a byte. */
    boolean isAtEnd() throws IOException {
        return bytes.read() < 0;
    }

    /**
     * Reads elements.
     *
     * @param width the bytes of one in the file
     * @param present whether it is known that so many are there; otherwise the array grows with what comes, since what a
     *     header declares is not to be believed
     */
    Tensor elements(DataType type, int count, int width, boolean present, Elements format) throws IOException {
        int perPart = PART / width;
        Tensor values = Tensor.zeros(type, Shape.of(present ? count : Math.min(count, perPart)));
        for (int done = 0; done < count; ) {
            int now = Math.min(perPart, count - done);
            if (fill(now * width) < now * width) {
                throw format.truncated(position);
            }
            if (done + now > values.size()) {
                int grown = (int) Math.min(count, 2L * values.size());
                values = Tensor.zeros(type, Shape.of(grown)).setRows(0, values, 0, done);
            }
            format.decode(part, values, done, now);
            done += now;
        }
        return values;
    }
}
