package dev.nnkit.core.data;

import com.google.common.math.LongMath;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One IDX file while it is read: header first, then {@link #elements}. What a header declares is believed only as far as
 * there are bytes: where their number is known it is compared first, else the array grows with what comes.
 */
final class IdxReader implements PartReader.Elements {
    static final int MAX_RANK = 8;

    private final Path file;
    private final PartReader bytes;
    private final long size;
    private final IdxType type;
    private final int[] axes;
    private final long expected;

    /** Reads the header of a file whose elements are to fit one array. */
    IdxReader(Path file, InputStream bytes, long size) throws IOException {
        this(file, bytes, size, 0);
    }

    /** Reads the header of a file that is read row by row, so that only the elements of a row are to fit one array. */
    static IdxReader byRow(Path file, InputStream bytes, long size) throws IOException {
        return new IdxReader(file, bytes, size, 1);
    }

    /** @param first the first of the axes that are to fit one array together */
    private IdxReader(Path file, InputStream bytes, long size, int first) throws IOException {
        this.file = file;
        this.bytes = new PartReader(bytes);
        this.size = size;
        int rank = magic();
        this.type = type(this.bytes.part()[2]);
        this.axes = axes(rank, first);
        this.expected = LongMath.saturatedAdd(4 + 4L * rank, LongMath.saturatedMultiply(rows(), rowBytes()));
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

    /** The lengths of all axes. */
    Shape shape() {
        return Shape.of(axes);
    }

    /** The shape for messages, also one that has too many elements for an array. */
    String axes() {
        return Arrays.toString(axes);
    }

    /** The length of the first axis. */
    int rows() {
        return axes[0];
    }

    /** The shape of a row: all axes but the first. */
    Shape row() {
        return Shape.of(Arrays.copyOfRange(axes, 1, axes.length));
    }

    /** How many bytes a row has. */
    long rowBytes() {
        return (long) row().size() * type.bytes();
    }

    /** Reads the first four bytes into the part and returns the rank. */
    private int magic() throws IOException {
        byte[] part = bytes.part();
        int found = bytes.fill(4);
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

    private int[] axes(int rank, int first) throws IOException {
        int found = bytes.fill(4 * rank);
        if (found < 4 * rank) {
            throw new DataException(
                    file,
                    "truncated: an IDX header with " + rank + " axes takes " + (4 + 4 * rank) + " bytes but there are "
                            + (4 + found) + ".");
        }
        int[] lengths = new int[rank];
        ByteBuffer header = ByteBuffer.wrap(bytes.part());
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            lengths[i] = header.getInt();
            // No factor above 2^32 times a product below 2^31 leaves a long.
            // A row must fit an array also where there are none.
            elements *= i < first ? 1 : Math.max(1, Integer.toUnsignedLong(lengths[i]));
            if (lengths[i] < 0 || elements > Integer.MAX_VALUE) {
                throw new DataException(
                        file,
                        "byte " + (4 + 4 * i),
                        "axis " + i + " has length " + Integer.toUnsignedString(lengths[i])
                                + ", and all together more elements than one array can hold (" + Integer.MAX_VALUE
                                + ").");
            }
        }
        return lengths;
    }

    /**
     * Reads what follows the header, to the file's end.
     *
     * @param target what to read into: the type's own, or for unsigned bytes also FLOAT32, divided by 255
     */
    Tensor elements(DataType target) throws IOException {
        Tensor values = bytes.elements(target, shape().size(), type.bytes(), size != DataFile.UNKNOWN_SIZE, this);
        requireEnd();
        return values.withShape(shape());
    }

    /** Passes over rows. */
    void skipRows(long count) throws IOException {
        long wanted = count * rowBytes();
        if (bytes.skip(wanted) < wanted) {
            throw truncated(bytes.position());
        }
    }

    /** Reads the bytes of a row. */
    void readRow(byte[] into, int at) throws IOException {
        int wanted = (int) rowBytes();
        if (bytes.read(into, at, wanted) < wanted) {
            throw truncated(bytes.position());
        }
    }

    /** To be called when all is read. */
    void requireEnd() throws IOException {
        if (!bytes.isAtEnd()) {
            throw tooLong("more");
        }
    }

    @Override
    public void decode(byte[] part, Tensor into, int at, int count) {
        decode(type, part, into, at, count);
    }

    static void decode(IdxType type, byte[] part, Tensor into, int at, int count) {
        ByteBuffer from = ByteBuffer.wrap(part);
        switch (type) {
            case UNSIGNED_BYTE -> {
                if (into.type() == DataType.FLOAT32) {
                    Pixels.toUnit(part, into.floats(), at, count);
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

    @Override
    public DataException truncated(long found) {
        return new DataException(file, "truncated: " + declared() + " but there are " + found + ".");
    }

    private DataException tooLong(String found) {
        return new DataException(file, "goes on after its end: " + declared() + " but there are " + found + ".");
    }

    private String declared() {
        return axes() + " of " + type + " take " + expected + " bytes with their header";
    }
}
