package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
    /** What is written is read bit by bit, for every type and rank, plain and packed, also with more than one part. */
    @Property(tries = 150)
    void whatIsWrittenIsRead(
            @ForAll IdxType type,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 4) Integer> axes,
            @ForAll boolean packed,
            @ForAll long seed)
            throws IOException {
        Shape shape = Shape.of(axes.stream().mapToInt(Integer::intValue).toArray());
        roundTrip(random(type, shape, seed), type, packed);
    }

    @Property(tries = 12)
    void partsJoin(@ForAll IdxType type, @ForAll @IntRange(min = 1, max = 200_000) int rows, @ForAll boolean packed)
            throws IOException {
        roundTrip(random(type, Shape.of(rows), rows), type, packed);
    }

    private static void roundTrip(Tensor values, IdxType type, boolean packed) throws IOException {
        Path file = Files.createTempFile("idx", packed ? ".gz" : ".idx");
        try {
            IdxFile.write(file, values, type);
            assertTrue(values.sameBits(IdxFile.read(file)));
        } finally {
            Files.delete(file);
        }
    }

    private static Tensor random(IdxType type, Shape shape, long seed) {
        RandomStream random = RandomStream.of(seed, "idx");
        Tensor values = Tensor.zeros(type.dataType(), shape);
        long width = (long) type.greatest() - type.least() + 1;
        for (int i = 0; i < values.size(); i++) {
            switch (type.dataType()) {
                case INT32 -> values.ints()[i] = (int) (type.least() + Math.floorMod(random.nextLong(), width));
                case FLOAT32 -> values.floats()[i] = Float.intBitsToFloat((int) random.nextLong());
                case FLOAT64 -> values.doubles()[i] = Double.longBitsToDouble(random.nextLong());
            }
        }
        return values;
    }

    @Test
    void theTypeFollowsTheTensor(@TempDir Path folder) {
        Path file = folder.resolve("values");
        for (DataType type : DataType.values()) {
            IdxFile.write(file, Tensor.zeros(type, Shape.of(2, 3)).fill(7));
            assertTrue(Tensor.zeros(type, Shape.of(2, 3)).fill(7).sameBits(IdxFile.read(file)));
        }
    }

    /** Bytes by hand, so that reader and writer cannot agree on the wrong format. */
    @Test
    void theFormatIsThatOfOthers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("shorts");
        byte[] bytes = {0, 0, 0x0B, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, -1, -2};
        Files.write(file, bytes);
        assertTrue(Tensor.ofInts(Shape.of(1, 2), 258, -2).sameBits(IdxFile.read(file)));
        IdxFile.write(file, Tensor.ofInts(Shape.of(1, 2), 258, -2), IdxType.SHORT);
        assertArrayEquals(bytes, Files.readAllBytes(file));

        Files.write(file, new byte[] {0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, (byte) 0x80, 0, 0});
        assertTrue(Tensor.of(Shape.of(1), 1f).sameBits(IdxFile.read(file)));
        Files.write(file, new byte[] {0, 0, 0x0E, 1, 0, 0, 0, 1, (byte) 0xC0, 0, 0, 0, 0, 0, 0, 0});
        assertTrue(Tensor.of(Shape.of(1), -2.0).sameBits(IdxFile.read(file)));
        Files.write(file, new byte[] {0, 0, 0x09, 1, 0, 0, 0, 1, -1});
        assertTrue(Tensor.ofInts(Shape.of(1), -1).sameBits(IdxFile.read(file)));
        Files.write(file, new byte[] {0, 0, 0x08, 1, 0, 0, 0, 1, -1});
        assertTrue(Tensor.ofInts(Shape.of(1), 255).sameBits(IdxFile.read(file)));
        Files.write(file, new byte[] {0, 0, 0x0C, 1, 0, 0, 0, 1, -128, 0, 0, 0});
        assertTrue(Tensor.ofInts(Shape.of(1), Integer.MIN_VALUE).sameBits(IdxFile.read(file)));
    }

    @Test
    void packedOrNotIsSeenInTheContent(@TempDir Path folder) throws IOException {
        Tensor values = Tensor.ofInts(Shape.of(3), 1, 2, 3);
        Path packed = folder.resolve("a.gz");
        Path plain = folder.resolve("b.gz");
        IdxFile.write(packed, values);
        try (GZIPInputStream bytes = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.write(plain, bytes.readAllBytes());
        }
        Path renamed = Files.move(packed, folder.resolve("a"));
        assertTrue(values.sameBits(IdxFile.read(plain)));
        assertTrue(values.sameBits(IdxFile.read(renamed)));
    }

    @Test
    void imagesAreBytesBy255WithAChannel(@TempDir Path folder) {
        Path file = folder.resolve("images");
        IdxFile.write(file, Tensor.ofInts(Shape.of(1, 1, 3), 0, 51, 255), IdxType.UNSIGNED_BYTE);
        assertTrue(Tensor.of(Shape.of(1, 1, 3, 1), 0f, 0.2f, 1f).sameBits(IdxFile.readImages(file)));
        IdxFile.write(file, Tensor.ofInts(Shape.of(1, 3), 0, 51, 255), IdxType.UNSIGNED_BYTE);
        assertEquals(Shape.of(1, 3), IdxFile.readImages(file).shape());
        Tensor doubles = Tensor.of(Shape.of(1, 1, 1, 2), -1.5, 300);
        IdxFile.write(file, doubles);
        assertTrue(doubles.sameBits(IdxFile.readImages(file)));
    }

    @Property(tries = 10)
    void writtenDigitsAreReadAsTheyWere(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int rows)
            throws IOException {
        Dataset digits = Generators.digits(rows, seed);
        Path images = Files.createTempFile("images", ".gz");
        Path labels = Files.createTempFile("labels", "");
        try {
            IdxFile.writeImages(images, digits.inputs().get(0));
            IdxFile.write(labels, digits.targets().get(0), IdxType.UNSIGNED_BYTE);
            Dataset read = IdxFile.pair(images, labels);
            assertTrue(digits.inputs().get(0).sameBits(read.inputs().get(0)));
            assertTrue(digits.targets().get(0).sameBits(read.targets().get(0)));
            int largest = Arrays.stream(digits.targets().get(0).ints()).max().orElseThrow();
            assertEquals(digits.classNames().subList(0, largest + 1), read.classNames());
        } finally {
            Files.delete(images);
            Files.delete(labels);
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("kept");
        Files.writeString(file, "precious");
        assertSays(
                IllegalArgumentException.class,
                file + ": UNSIGNED_BYTE stores 0 to 255 but value 1 is 256.",
                () -> IdxFile.write(file, Tensor.ofInts(Shape.of(2), 255, 256), IdxType.UNSIGNED_BYTE));
        assertSays(
                IllegalArgumentException.class,
                file + ": SIGNED_BYTE stores -128 to 127 but value 0 is -129.",
                () -> IdxFile.write(file, Tensor.ofInts(Shape.of(1), -129), IdxType.SIGNED_BYTE));
        assertSays(
                IllegalArgumentException.class,
                file + ": FLOAT stores FLOAT32 but the tensor is FLOAT64. Convert it with as(FLOAT32).",
                () -> IdxFile.write(file, Tensor.of(Shape.of(1), 1.0), IdxType.FLOAT));
        assertSays(
                IllegalArgumentException.class,
                file + ": an IDX file must have 1 to 8 axes but the tensor has shape [].",
                () -> IdxFile.write(file, Tensor.of(Shape.of(), 1.0)));
        assertSays(
                IllegalArgumentException.class,
                file + ": images must be floating, from 0 to 1, but value 1 of FLOAT32 is 1.5.",
                () -> IdxFile.writeImages(file, Tensor.of(Shape.of(1, 2), 0f, 1.5f)));
        assertSays(
                IllegalArgumentException.class,
                file + ": images must be floating, from 0 to 1, but value 0 of INT32 is 1.0.",
                () -> IdxFile.writeImages(file, Tensor.ofInts(Shape.of(1), 1)));
        assertEquals("precious", Files.readString(file));
    }
}
