package dev.nnkit.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the published format says, byte by byte; the files here are written by hand and not by our writer. */
class NpyFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Tensor read(byte[] content) throws IOException {
        return NpyFile.read(Files.write(folder.resolve("array.npy"), content));
    }

    private void assertReads(Tensor expected, byte[] content) throws IOException {
        Tensor actual = read(content);
        assertTrue(expected.sameBits(actual), () -> "expected " + expected + " but was " + actual);
    }

    private static byte[] file(String descr, String shape, ByteOrder order, Number... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(order);
        for (Number value : values) {
            switch (descr) {
                case "f8" -> data.putDouble(value.doubleValue());
                case "f4" -> data.putFloat(value.floatValue());
                case "i8" -> data.putLong(value.longValue());
                case "i4", "u4" -> data.putInt(value.intValue());
                case "i2", "u2" -> data.putShort(value.shortValue());
                default -> data.put(value.byteValue());
            }
        }
        String sign = order == ByteOrder.BIG_ENDIAN ? ">" : "<";
        return NpyBytes.file(sign + descr, false, shape, Arrays.copyOf(data.array(), data.position()));
    }

    @Test
    void everyTypeInBothByteOrders() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertReads(Tensor.of(Shape.of(2), 1.5f, -3e20f), file("f4", "(2,)", order, 1.5, -3e20));
            assertReads(Tensor.of(Shape.of(2), 1.5, -3e200), file("f8", "(2,)", order, 1.5, -3e200));
            assertReads(Tensor.ofInts(Shape.of(2), -128, 127), file("i1", "(2,)", order, -128, 127));
            assertReads(Tensor.ofInts(Shape.of(2), -32768, 258), file("i2", "(2,)", order, -32768, 258));
            assertReads(Tensor.ofInts(Shape.of(2), Integer.MIN_VALUE, 7), file("i4", "(2,)", order, 1 << 31, 7));
            assertReads(
                    Tensor.ofInts(Shape.of(3), -5, Integer.MAX_VALUE, Integer.MIN_VALUE),
                    file("i8", "(3,)", order, -5L, 2147483647L, -2147483648L));
            assertReads(Tensor.ofInts(Shape.of(2), 255, 3), file("u1", "(2,)", order, 255, 3));
            assertReads(Tensor.ofInts(Shape.of(2), 65535, 258), file("u2", "(2,)", order, 65535, 258));
            assertReads(Tensor.ofInts(Shape.of(1), 2147483647), file("u4", "(1,)", order, 2147483647));
        }
        assertReads(Tensor.ofInts(Shape.of(3), 0, 1, 1), NpyBytes.file("|b1", false, "(3,)", new byte[] {0, 1, 1}));
        assertReads(Tensor.ofInts(Shape.of(1), 200), NpyBytes.file("|u1", false, "(1,)", new byte[] {(byte) 200}));
    }

    /** The bytes that NumPy 2 writes for {@code np.array([[1, 2, 3], [4, 5, 6]], order='F', dtype='u1')}. */
    @Test
    void columnsFirst() throws IOException {
        byte[] data = {1, 4, 2, 5, 3, 6};
        assertReads(Tensor.ofInts(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), NpyBytes.file("|u1", true, "(2, 3)", data));
        assertReads(Tensor.ofInts(Shape.of(6), 1, 4, 2, 5, 3, 6), NpyBytes.file("|u1", true, "(6,)", data));
        assertReads(Tensor.ofInts(Shape.of(0, 3)), NpyBytes.file("|u1", true, "(0, 3)", new byte[0]));
    }

    @Property
    void columnsFirstOfAnyShape(@ForAll @Size(min = 1, max = 5) List<@IntRange(max = 4) Integer> axes)
            throws IOException {
        Shape shape = Shape.of(axes.stream().mapToInt(Integer::intValue).toArray());
        byte[] data = new byte[shape.size()];
        int[] position = new int[shape.rank()];
        int[] expected = new int[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
            int rowMajor = 0;
            for (int axis = 0; axis < shape.rank(); axis++) {
                rowMajor = rowMajor * shape.axis(axis) + position[axis];
            }
            expected[rowMajor] = i & 0xFF;
            for (int axis = 0; axis < shape.rank() && ++position[axis] == shape.axis(axis); axis++) {
                position[axis] = 0;
            }
        }
        Path file = Files.createTempFile("columns", ".npy");
        try {
            Files.write(file, NpyBytes.file("|u1", true, NpyBytes.tuple(shape), data));
            assertTrue(Tensor.ofInts(shape, expected).sameBits(NpyFile.read(file)));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void allVersionsAndAnyWayToWriteTheHeader() throws IOException {
        Tensor expected = Tensor.ofInts(Shape.of(2), 7, 8);
        byte[] data = {7, 8};
        String usual = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
        for (int version = 1; version <= 3; version++) {
            assertReads(expected, NpyBytes.withHeader(version, 0, usual + "  \n", data));
        }
        assertReads(
                expected,
                NpyBytes.withHeader(1, 0, "{\"shape\":(2,),\"descr\":\"<u1\",\n\"fortran_order\":False}", data));
        assertReads(
                Tensor.ofInts(Shape.of(1, 2), 7, 8),
                NpyBytes.withHeader(1, 0, "{ 'shape' : ( 1,2, ) , 'descr':'|u1', 'fortran_order' : True }", data));
        assertReads(
                Tensor.ofInts(Shape.of(), 7),
                NpyBytes.withHeader(1, 0, "{'shape':(),'descr':'|u1','fortran_order':False}", new byte[] {7}));
    }

    @Test
    void gzipIsRecognised() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(NpyBytes.file("|u1", false, "(2,)", new byte[] {7, 8}));
        }
        assertReads(Tensor.ofInts(Shape.of(2), 7, 8), packed.toByteArray());
    }

    /** The bytes that NumPy 2 saves for {@code np.array([[1.5, -2.0]], dtype='<f4')}. */
    @Test
    void whatIsWritten() throws IOException {
        Path file = folder.resolve("written.npy");
        NpyFile.write(file, Tensor.of(Shape.of(1, 2), 1.5f, -2f));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
        String padded = header + " ".repeat(117 - header.length()) + "\n";
        byte[] data = {0, 0, (byte) 0xC0, 0x3F, 0, 0, 0, (byte) 0xC0};
        assertArrayEquals(NpyBytes.withHeader(1, 0, padded, data), Files.readAllBytes(file));
        assertEquals(0, (Files.size(file) - data.length) % 64);
    }

    @Property
    void writingAndReadingGivesTheSameBits(
            @ForAll @Size(max = 4) List<@IntRange(max = 20) Integer> axes, @ForAll DataType type, @ForAll long seed)
            throws IOException {
        Shape shape = Shape.of(axes.stream().mapToInt(Integer::intValue).toArray());
        Tensor values = Tensor.zeros(type, shape);
        RandomStream random = RandomStream.of(seed, "values");
        for (int i = 0; i < values.size(); i++) {
            switch (type) {
                case FLOAT32 -> values.floats()[i] = Float.intBitsToFloat((int) random.nextLong());
                case FLOAT64 -> values.doubles()[i] = Double.longBitsToDouble(random.nextLong());
                case INT32 -> values.ints()[i] = (int) random.nextLong();
            }
        }
        Path file = Files.createTempFile("array", ".npy");
        try {
            NpyFile.write(file, values);
            assertTrue(values.sameBits(NpyFile.read(file)));
            assertEquals(
                    0, (Files.size(file) - (long) values.size() * type.bytes()) % 64, "data begin at a multiple of 64");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void imagesAndLabelsBecomeExamples() throws IOException {
        Path images = Files.write(
                folder.resolve("images.npy"),
                NpyBytes.file("|u1", false, "(2, 1, 2)", new byte[] {0, 51, 102, (byte) 255}));
        Path labels = Files.write(folder.resolve("labels.npy"), file("i8", "(2, 1)", ByteOrder.LITTLE_ENDIAN, 2, 0));
        Dataset data = NpyFile.pair(images, labels);
        assertTrue(Tensor.of(Shape.of(2, 1, 2, 1), 0, 0.2f, 0.4f, 1)
                .sameBits(data.inputs().get(0)));
        assertTrue(Tensor.ofInts(Shape.of(2), 2, 0).sameBits(data.targets().get(0)));
        assertEquals(List.of("0", "1", "2"), data.classNames());
    }

    @Test
    void numbersBecomeColumns() throws IOException {
        Path inputs = folder.resolve("x.npy");
        Path targets = folder.resolve("y.npy");
        NpyFile.write(inputs, Tensor.of(Shape.of(3), 1f, 2f, 3f));
        NpyFile.write(targets, Tensor.of(Shape.of(3), 4.0, 5.0, 6.0));
        Dataset data = NpyFile.pair(inputs, targets);
        assertEquals(List.of(Shape.of(1)), data.inputShapes());
        assertEquals(List.of(Shape.of(1)), data.targetShapes());
        assertEquals(List.of(), data.classNames());
        Files.write(inputs, NpyBytes.file("|b1", false, "(3, 2)", new byte[] {0, 1, 1, 0, 1, 1}));
        Tensor flags = NpyFile.pair(inputs, targets).inputs().get(0);
        assertTrue(Tensor.of(Shape.of(3, 2), 0f, 1f, 1f, 0f, 1f, 1f).sameBits(flags));
    }
}
