package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
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
final class IdxReader implements PartReader.Elements {
    static final int MAX_RANK = 8;

    private final Path file;
    private final PartReader bytes;
    private final long size;
    private final IdxType type;
    private final Shape shape;
    private final long expected;

    /** Reads the header. */
    IdxReader(Path file, InputStream bytes, long size) throws IOException {
        this.file = file;
        this.bytes = new PartReader(bytes);
        this.size = size;
        int rank = magic();
        this.type = type(this.bytes.part()[2]);
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

    private Shape shape(int rank) throws IOException {
        int found = bytes.fill(4 * rank);
        if (found < 4 * rank) {
            throw new DataException(
                    file,
                    "truncated: an IDX header with " + rank + " axes takes " + (4 + 4 * rank) + " bytes but there are "
                            + (4 + found) + ".");
        }
        int[] axes = new int[rank];
        ByteBuffer header = ByteBuffer.wrap(bytes.part());
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
        Tensor values = bytes.elements(target, shape.size(), type.bytes(), size != DataFile.UNKNOWN_SIZE, this);
        if (!bytes.isAtEnd()) {
            throw tooLong("more");
        }
        return values.withShape(shape);
    }

    @Override
    public void decode(byte[] part, Tensor into, int at, int count) {
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
        return shape + " of " + type + " take " + expected + " bytes with their header";
    }
}
