package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxErrorsTest {
    /** Two rows of three bytes. */
    private static final byte[] GOOD = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("images.gz");
    }

    private void assertRejected(byte[] content, String problem) throws IOException {
        Files.write(file, content);
        assertSays(DataException.class, file + problem, () -> IdxFile.read(file));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void notAnIdxFile() throws IOException {
        assertRejected(
                bytes(0x89, 'P', 'N', 'G', 0, 0, 0, 0),
                ": not an IDX file: its first four bytes are 89 50 4e 47, expected 00 00, type and rank, such as"
                        + " 00 00 08 03.");
        assertRejected(
                gzip(gzip(GOOD)),
                ": not an IDX file: its first four bytes are 1f 8b 08 00, expected 00 00, type and rank, such as"
                        + " 00 00 08 03. Is it compressed twice?");
        assertRejected(
                bytes(0, 0, 0x0A, 1, 0, 0, 0, 0),
                ", byte 2: type code 0a is unknown: expected 08 or 09 (bytes), 0b (short), 0c (int), 0d (float) or 0e"
                        + " (double).");
        assertRejected(bytes(0, 0, 8, 0, 1), ", byte 3: an IDX file must have 1 to 8 axes but this has 0.");
        assertRejected(bytes(0, 0, 8, 200, 1), ", byte 3: an IDX file must have 1 to 8 axes but this has 200.");
    }

    @Test
    void truncated() throws IOException {
        assertRejected(new byte[0], ": truncated: an IDX header takes 8 bytes or more but there are 0.");
        assertRejected(bytes(0, 0, 8), ": truncated: an IDX header takes 8 bytes or more but there are 3.");
        assertRejected(
                Arrays.copyOf(GOOD, 10), ": truncated: an IDX header with 2 axes takes 12 bytes but there are 10.");
        String body = ": truncated: [2, 3] of UNSIGNED_BYTE take 18 bytes with their header but there are 17.";
        assertRejected(Arrays.copyOf(GOOD, 17), body);
        assertRejected(gzip(Arrays.copyOf(GOOD, 17)), body);
    }

    @Test
    void tooLong() throws IOException {
        String declared =
                ": goes on after its end: [2, 3] of UNSIGNED_BYTE take 18 bytes with their header but there are ";
        assertRejected(Arrays.copyOf(GOOD, 20), declared + "20.");
        assertRejected(gzip(Arrays.copyOf(GOOD, 20)), declared + "more.");
    }

    @Test
    void damagedGzip() throws IOException {
        byte[] packed = gzip(GOOD);
        packed[packed.length - 6] ^= 1;
        assertRejected(packed, ": its gzip data are damaged (Corrupt GZIP trailer). Copy it again.");
        assertRejected(bytes(0x1f, 0x8b), ": truncated: its gzip data have no end. Copy it again.");
        assertRejected(
                Arrays.copyOf(gzip(GOOD), gzip(GOOD).length - 1),
                ": truncated: its gzip data have no end. Copy it again.");
    }

    @Test
    void absurdLengths() throws IOException {
        String tooMany = ", and all together more elements than one array can hold (2147483647).";
        assertRejected(header(0x08, 65536, 65536), ", byte 8: axis 1 has length 65536" + tooMany);
        assertRejected(header(0x08, 0, 65536, 65536), ", byte 12: axis 2 has length 65536" + tooMany);
        assertRejected(header(0x08, 65536, 65536, 65536, 65536), ", byte 8: axis 1 has length 65536" + tooMany);
        assertRejected(header(0x08, 65536, 0, 65536), ", byte 12: axis 2 has length 65536" + tooMany);
        assertRejected(header(0x08, 3, -1), ", byte 8: axis 1 has length 4294967295" + tooMany);
        assertRejected(header(0x08, -1, -1), ", byte 4: axis 0 has length 4294967295" + tooMany);
        assertRejected(header(0x08, 0, -1), ", byte 8: axis 1 has length 4294967295" + tooMany);
    }

    /** 16 GiB are declared and nothing is there: the sizes are compared before an array is made. */
    @Test
    void declaredIsNotBelieved() throws IOException {
        String problem = ": truncated: [2147483647] of DOUBLE take 17179869184 bytes with their header but there are ";
        assertRejected(header(0x0E, Integer.MAX_VALUE), problem + "8.");
        assertRejected(gzip(header(0x0E, Integer.MAX_VALUE)), problem + "8.");
    }

    private static byte[] header(int type, int... axes) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * axes.length).putInt(type << 8 | axes.length);
        bytes.asIntBuffer().put(axes);
        return bytes.array();
    }

    /** Cut after any byte, plain or packed, a file is never read and always called truncated. */
    @Property
    void truncatedAtEveryByte(@ForAll @IntRange(max = 1000) int cut, @ForAll boolean packed) throws IOException {
        byte[] whole = packed ? gzip(GOOD) : GOOD;
        byte[] part = Arrays.copyOf(whole, cut % whole.length);
        Path cutFile = Files.createTempFile("idx", "");
        try {
            Files.write(cutFile, part);
            String message = assertThrows(DataException.class, () -> IdxFile.read(cutFile))
                    .getMessage();
            assertTrue(message.startsWith(cutFile + ": truncated: "), message);
        } finally {
            Files.delete(cutFile);
        }
    }

    /** Whatever follows two zeros is either read or rejected in our own words; the array fits what is there. */
    @Property
    void anyBytesAreReadOrRejected(@ForAll @Size(max = 40) byte[] content, @ForAll boolean packed) throws IOException {
        byte[] bytes = ByteBuffer.allocate(content.length + 2).put(2, content).array();
        Path anything = Files.createTempFile("idx", "");
        try {
            Files.write(anything, packed ? gzip(bytes) : bytes);
            assertTrue(IdxFile.read(anything).size() <= content.length);
        } catch (DataException e) {
            assertTrue(e.getMessage().startsWith(anything.toString()), e.getMessage());
        } finally {
            Files.delete(anything);
        }
    }

    @Test
    void filesThatCannotBeRead() {
        assertSays(UncheckedIOException.class, file + ": there is no such file or folder.", () -> IdxFile.read(file));
        assertSays(
                DataException.class,
                folder + ": is a folder, not a file. Give one of the files in it.",
                () -> IdxFile.read(folder));
        Path nowhere = folder.resolve("none").resolve("x");
        assertSays(
                UncheckedIOException.class,
                nowhere + ": cannot be written: its folder does not exist.",
                () -> IdxFile.write(nowhere, Tensor.of(Shape.of(1), 1f)));
    }

    @Test
    void imagesAndLabelsThatAreNone() {
        Path labels = folder.resolve("labels");
        IdxFile.write(labels, Tensor.ofInts(Shape.of(2), 3, -1));
        assertSays(
                DataException.class,
                labels + ", label 1: must be from 0 to 99999 but is -1.",
                () -> IdxFile.readLabels(labels));
        IdxFile.write(labels, Tensor.ofInts(Shape.of(1), 2_000_000_000));
        assertSays(
                DataException.class,
                labels + ", label 0: must be from 0 to 99999 but is 2000000000.",
                () -> IdxFile.readLabels(labels));
        assertSays(
                DataException.class,
                labels + ": images must have two axes or more but this file has [1]. Is it one of labels?",
                () -> IdxFile.readImages(labels));
        IdxFile.write(labels, Tensor.of(Shape.of(1), 2f));
        assertSays(
                DataException.class,
                labels + ": labels must be whole numbers on one axis but these are [1] of FLOAT. Are images and labels"
                        + " exchanged?",
                () -> IdxFile.readLabels(labels));
        IdxFile.write(file, Tensor.ofInts(Shape.of(1, 2, 2), 1, 2, 3, 4), IdxType.SHORT);
        assertSays(
                DataException.class,
                file + ": labels must be whole numbers on one axis but these are [1, 2, 2] of SHORT. Are images and"
                        + " labels exchanged?",
                () -> IdxFile.readLabels(file));
        assertSays(
                DataException.class,
                file + ": images must be of UNSIGNED_BYTE, FLOAT or DOUBLE but these are of SHORT. Read them with read,"
                        + " and scale them.",
                () -> IdxFile.readImages(file));
    }

    @Test
    void imagesAndLabelsThatDoNotBelongTogether() {
        Path labels = folder.resolve("labels");
        IdxFile.writeImages(file, Generators.digits(3, 1).inputs().get(0));
        IdxFile.write(labels, Tensor.ofInts(Shape.of(2), 3, 1));
        assertSays(
                DataException.class,
                file + ": holds 3 images but " + labels + " holds 2 labels. Do the two belong together?",
                () -> IdxFile.pair(file, labels));
        assertEquals(3, IdxFile.readImages(file).batch());
    }
}
