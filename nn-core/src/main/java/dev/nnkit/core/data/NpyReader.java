package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;

/** One NPY file while it is read: the header first, then the elements. */
final class NpyReader implements PartReader.Elements {
    /** {@code \x93NUMPY}. */
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** The bound of NumPy's own reader. */
    private static final int MAX_HEADER = 10_000;

    /** What is done with the elements. */
    @FunctionalInterface
    interface Reading {
        Tensor read(NpyReader reader) throws IOException;
    }

    private final Function<String, DataException> problem;
    private final PartReader bytes;
    private final long size;
    private final NpyHeader header;
    private final long expected;

    /**
     * Reads the header.
     *
     * @param problem makes the exception for a sentence about the file
     * @param size how many bytes there are, or {@link DataFile#UNKNOWN_SIZE}
     * @param limit how many bytes may be read; what the header declares is compared before anything is
     */
    NpyReader(Function<String, DataException> problem, InputStream bytes, long size, long limit) throws IOException {
        this.problem = problem;
        this.bytes = new PartReader(bytes);
        this.size = size;
        this.header = NpyHeader.parse(headerText(), problem);
        this.expected = this.bytes.position()
                + (long) header.shape().size() * header.type().bytes();
        if (size != DataFile.UNKNOWN_SIZE && size < expected) {
            throw truncated(size);
        }
        if (size > expected) {
            throw tooLong(Long.toString(size));
        }
        if (expected > limit) {
            throw problem.apply("too large: " + declared() + ", more than the " + limit + " that may be read.");
        }
    }

    private String headerText() throws IOException {
        byte[] part = bytes.part();
        int found = bytes.fill(MAGIC.length + 2);
        if (found >= MAGIC.length && !Arrays.equals(MAGIC, 0, MAGIC.length, part, 0, MAGIC.length)) {
            boolean zip = part[0] == 'P' && part[1] == 'K';
            throw problem.apply("not an NPY file: its first six bytes are "
                    + HexFormat.ofDelimiter(" ").formatHex(part, 0, MAGIC.length) + ", expected "
                    + HexFormat.ofDelimiter(" ").formatHex(MAGIC) + "." + (zip ? " Is it an NPZ file?" : ""));
        }
        int major = part[MAGIC.length];
        int minor = part[MAGIC.length + 1];
        if (found == MAGIC.length + 2 && (major < 1 || major > 3 || minor != 0)) {
            throw problem.apply("its NPY version " + Byte.toUnsignedInt(part[MAGIC.length]) + "."
                    + Byte.toUnsignedInt(part[MAGIC.length + 1]) + " is unknown: expected 1.0, 2.0 or 3.0.");
        }
        int width = major == 1 ? Short.BYTES : Integer.BYTES;
        found += found < MAGIC.length + 2 ? 0 : bytes.fill(width);
        if (found < MAGIC.length + 2 + width) {
            throw problem.apply("truncated: an NPY header takes 10 bytes or more but there are " + found + ".");
        }
        long length = 0;
        for (int i = width - 1; i >= 0; i--) {
            length = length << 8 | Byte.toUnsignedLong(part[i]);
        }
        if (length > MAX_HEADER) {
            throw problem.apply("its header declares " + length + " bytes, more than " + MAX_HEADER
                    + ", which no array of numbers needs.");
        }
        int there = bytes.fill((int) length);
        if (there < length) {
            throw problem.apply("truncated: its header declares " + length + " bytes but there are " + there + ".");
        }
        // Version 3 is UTF-8 and the others are Latin-1, but all that may stand here is ASCII.
        return new String(part, 0, there, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of header and elements. */
    long expected() {
        return expected;
    }

    NpyType type() {
        return header.type();
    }

    /** Reads the elements, to the file's end. */
    Tensor elements() throws IOException {
        return elements(header.type().dataType());
    }

    /** Reads the elements as inputs of a network: unsigned bytes divided by 255, booleans as 0 and 1, others as they are. */
    Tensor inputs() throws IOException {
        boolean floats = header.type() == NpyType.U1 || header.type() == NpyType.B1;
        return elements(floats ? DataType.FLOAT32 : header.type().dataType());
    }

    private Tensor elements(DataType type) throws IOException {
        Tensor values =
                bytes.elements(type, header.shape().size(), header.type().bytes(), size != DataFile.UNKNOWN_SIZE, this);
        if (!bytes.isAtEnd()) {
            throw tooLong("more");
        }
        return (header.fortran() ? lastAxisFastest(values, header.shape()) : values).withShape(header.shape());
    }

    /** From column-major to row-major order. */
    private static Tensor lastAxisFastest(Tensor values, Shape shape) {
        int rank = shape.rank();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = stride;
            stride *= shape.axis(axis);
        }
        Tensor result = Tensor.zeros(values.type(), Shape.of(values.size()));
        int[] position = new int[rank];
        int source = 0;
        for (int i = 0; i < values.size(); i++) {
            result.setRows(i, values, source, 1);
            for (int axis = rank - 1; axis >= 0; axis--) {
                source += strides[axis];
                if (++position[axis] < shape.axis(axis)) {
                    break;
                }
                source -= position[axis] * strides[axis];
                position[axis] = 0;
            }
        }
        return result;
    }

    @Override
    public void decode(byte[] part, Tensor into, int at, int count) {
        ByteBuffer from = ByteBuffer.wrap(part).order(header.order());
        switch (header.type()) {
            case F4 -> from.asFloatBuffer().get(into.floats(), at, count);
            case F8 -> from.asDoubleBuffer().get(into.doubles(), at, count);
            case I4 -> from.asIntBuffer().get(into.ints(), at, count);
            case U1, B1 -> {
                if (header.type() == NpyType.B1) {
                    requireBooleans(part, at, count);
                }
                if (into.type() == DataType.INT32) {
                    unsignedBytes(part, into.ints(), at, count);
                } else if (header.type() == NpyType.U1) {
                    Pixels.toUnit(part, into.floats(), at, count);
                } else {
                    zeroOrOne(part, into.floats(), at, count);
                }
            }
            case I1 -> signedBytes(part, into.ints(), at, count);
            case I2 -> signedShorts(from, into.ints(), at, count);
            case U2 -> unsignedShorts(from, into.ints(), at, count);
            case U4 -> unsignedInts(from, into.ints(), at, count);
            case I8 -> longs(from, into.ints(), at, count);
        }
    }

    private void requireBooleans(byte[] from, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (from[i] != 0 && from[i] != 1) {
                throw problem.apply("element " + (at + i) + " is " + (from[i] & 0xFF) + " but a boolean is 0 or 1.");
            }
        }
    }

    private static void zeroOrOne(byte[] from, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from[i];
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

    private static void signedShorts(ByteBuffer from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from.getShort();
        }
    }

    private static void unsignedShorts(ByteBuffer from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from.getShort() & 0xFFFF;
        }
    }

    private void unsignedInts(ByteBuffer from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = from.getInt();
            if (into[at + i] < 0) {
                throw tooLarge(at + i, Integer.toUnsignedLong(into[at + i]));
            }
        }
    }

    private void longs(ByteBuffer from, int[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            long value = from.getLong();
            into[at + i] = (int) value;
            if (into[at + i] != value) {
                throw tooLarge(at + i, value);
            }
        }
    }

    private DataException tooLarge(int index, long value) {
        return problem.apply("element " + index + " is " + value
                + ", which INT32 cannot hold. Save it as floating numbers, with astype('float64').");
    }

    @Override
    public DataException truncated(long found) {
        return problem.apply("truncated: " + declared() + " but there are " + found + ".");
    }

    private DataException tooLong(String found) {
        return problem.apply("goes on after its end: " + declared() + " but there are " + found + ".");
    }

    private String declared() {
        return header.shape() + " of " + header.type().name().toLowerCase(Locale.ROOT) + " take " + expected
                + " bytes with their header";
    }
}
