package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One IDX file while it is read: header first, then {@link #elements}. What a header declares is believed only as far as
 * there are bytes: where their number is known it is compared first, else the array grows with what comes.
 */
final class IdxReader {
    static final int MAX_RANK = 8;

    private static final int PART = 1 << 16;

    private final Path file;
    private final InputStream bytes;
    private final long size;
    private final byte[] part = new byte[PART];
    private final IdxType type;
    private final Shape shape;
    private final long expected;
    private long position;

    /** Reads the header. */
    IdxReader(Path file, InputStream bytes, long size) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.size = size;
        int rank = magic();
        this.type = type(part[2]);
        this.shape = shape(rank);
        this.expected = 4 + 4L * rank + (long) shape.size() * type.bytes();
        if (size != DataFile.UNKNOWN_SIZE && size < expected) {
            throw truncated(size);
        }
        if (size > expected) {
            throw tooLong(Long.toString(size));
        }
    }

    IdxType type() {
        return type;
    }

    Shape shape() {
        return shape;
    }

    /** Reads the first four bytes into the part and returns the rank. */
    private int magic() throws IOException {
        int found = fill(4);
        if (found < 4) {
            throw new DataException(
                    file, "truncated: an IDX header takes 8 bytes or more but there are " + found + ".");
        }
        if (part[0] != 0 || part[1] != 0) {
            boolean packed = part[0] == 0x1f && part[1] == (byte) 0x8b;
            throw new DataException(
                    file,
                    "not an IDX file: its first four bytes are "
                            + HexFormat.ofDelimiter(" ").formatHex(part, 0, 4)
                            + ", expected 00 00, type and rank, such as 00 00 08 03."
                            + (packed ? " Is it compressed twice?" : ""));
        }
        int rank = Byte.toUnsignedInt(part[3]);
        if (rank < 1 || rank > MAX_RANK) {
            throw new DataException(
                    file, "byte 3", "an IDX file must have 1 to " + MAX_RANK + " axes but this has " + rank + ".");
        }
        return rank;
    }

    private IdxType type(byte code) {
        @Nullable IdxType known = IdxType.of(Byte.toUnsignedInt(code));
        if (known == null) {
            throw new DataException(
                    file,
                    "byte 2",
                    "type code " + HexFormat.of().toHexDigits(code)
                            + " is unknown: expected 08 or 09 (bytes), 0b (short), 0c (int), 0d (float) or 0e (double).");
        }
        return known;
    }

    private Shape shape(int rank) throws IOException {
        int found = fill(4 * rank);
        if (found < 4 * rank) {
            throw new DataException(
                    file,
                    "truncated: an IDX header with " + rank + " axes takes " + (4 + 4 * rank) + " bytes but there are "
                            + (4 + found) + ".");
        }
        int[] axes = new int[rank];
        ByteBuffer header = ByteBuffer.wrap(part);
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            axes[i] = header.getInt();
            // No factor above 2^32 times a product below 2^31 leaves a long.
            elements *= Integer.toUnsignedLong(axes[i]);
            if (axes[i] < 0 || elements > Integer.MAX_VALUE) {
                throw new DataException(
                        file,
                        "byte " + (4 + 4 * i),
                        "axis " + i + " has length " + Integer.toUnsignedString(axes[i])
                                + ", and all together more elements than one array can hold (" + Integer.MAX_VALUE
                                + ").");
            }
        }
        return Shape.of(axes);
    }

    /**
     * Reads what follows the header, to the file's end.
     *
     * @param target what to read into: the type's own, or for unsigned bytes also FLOAT32, divided by 255
     */
    Tensor elements(DataType target) throws IOException {
        int count = shape.size();
        int perPart = PART / type.bytes();
        Tensor values =
                Tensor.zeros(target, Shape.of(size == DataFile.UNKNOWN_SIZE ? Math.min(count, perPart) : count));
        for (int done = 0; done < count; ) {
            int now = Math.min(perPart, count - done);
            if (fill(now * type.bytes()) < now * type.bytes()) {
                throw truncated(position);
            }
            if (done + now > values.size()) {
                int grown = (int) Math.min(count, 2L * values.size());
                values = Tensor.zeros(target, Shape.of(grown)).setRows(0, values, 0, done);
            }
            decode(ByteBuffer.wrap(part), values, done, now);
            done += now;
        }
        if (bytes.read() >= 0) {
            throw tooLong("more");
        }
        return values.withShape(shape);
    }

    private void decode(ByteBuffer from, Tensor into, int at, int count) {
        switch (type) {
            case UNSIGNED_BYTE -> {
                if (into.type() == DataType.FLOAT32) {
                    unitFloats(part, into.floats(), at, count);
                } else {
                    unsignedBytes(part, into.ints(), at, count);
                }
            }
            case SIGNED_BYTE -> signedBytes(part, into.ints(), at, count);
            case SHORT -> shorts(from, into.ints(), at, count);
            case INT -> from.asIntBuffer().get(into.ints(), at, count);
            case FLOAT -> from.asFloatBuffer().get(into.floats(), at, count);
            case DOUBLE -> from.asDoubleBuffer().get(into.doubles(), at, count);
        }
    }

    private static void unitFloats(byte[] from, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (from[i] & 0xFF) / 255f;
        }
    }

    private static void unsignedBytes(byte[] from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from[i] & 0xFF;
        }
    }

    private static void signedBytes(byte[] from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from[i];
        }
    }

    private static void shorts(ByteBuffer from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from.getShort();
        }
    }

    /** Reads {@code count} bytes into the part, fewer only where the file ends, and returns how many. */
    private int fill(int count) throws IOException {
        int found = 0;
        while (found < count) {
            int now = readSome(found, count - found);
            if (now < 0) {
                break;
            }
            found += now;
        }
        position += found;
        return found;
    }

    private int readSome(int offset, int count) throws IOException {
        try {
            return bytes.read(part, offset, count);
        } catch (EOFException endOfGzip) {
            // Compressed data without an end: as with others, what matters is how many bytes are missing.
            return -1;
        }
    }

    private DataException truncated(long found) {
        return new DataException(file, "truncated: " + declared() + " but there are " + found + ".");
    }

    private DataException tooLong(String found) {
        return new DataException(file, "goes on after its end: " + declared() + " but there are " + found + ".");
    }

    private String declared() {
        return shape + " of " + type + " take " + expected + " bytes with their header";
    }
}
