package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    private static final byte[] IMAGES = NpyBytes.file("|u1", false, "(2, 1, 2)", new byte[] {0, 51, 102, -1});
    private static final byte[] LABELS = NpyBytes.file("|u1", false, "(2,)", new byte[] {1, 0});

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("data.npz");
    }

    /** A zip of these names and contents, compressed or as they are. */
    private static byte[] zip(boolean compressed, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                CRC32 sum = new CRC32();
                sum.update(entry.getValue());
                header.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
                header.setSize(entry.getValue().length);
                header.setCrc(sum.getValue());
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> entries(Object... namesAndContents) {
        Map<String, byte[]> result = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            result.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        return result;
    }

    private void write(Object... namesAndContents) throws IOException {
        Files.write(file, zip(true, entries(namesAndContents)));
    }

    @Test
    void arraysByName() throws IOException {
        for (boolean compressed : new boolean[] {true, false}) {
            Files.write(file, zip(compressed, entries("b.npy", IMAGES, "a.npy", LABELS)));
            Map<String, Tensor> arrays = NpzFile.read(file);
            assertEquals(List.of("b", "a"), List.copyOf(arrays.keySet()));
            assertEquals(List.of("b", "a"), NpzFile.names(file));
            assertTrue(Tensor.ofInts(Shape.of(2), 1, 0).sameBits(arrays.getOrDefault("a", Tensor.ofInts(Shape.of(0)))));
        }
    }

    @Test
    void examplesByTheirUsualNames() throws IOException {
        for (String names : new String[] {"x y", "X y", "inputs targets", "images labels"}) {
            String[] two = names.split(" ", -1);
            write(two[1] + ".npy", LABELS, "more.npy", LABELS, two[0] + ".npy", IMAGES);
            Dataset data = NpzFile.dataset(file);
            assertTrue(Tensor.of(Shape.of(2, 1, 2, 1), 0, 0.2f, 0.4f, 1)
                    .sameBits(data.inputs().get(0)));
            assertArrayEquals(new int[] {1, 0}, data.targets().get(0).ints());
        }
    }

    @Test
    void examplesByGivenNames() throws IOException {
        write("x_train.npy", IMAGES, "y_train.npy", LABELS, "objects.npy", NpyBytes.file("|O", false, "()", LABELS));
        assertEquals(2, NpzFile.dataset(file, "x_train", "y_train").size());
        assertSays(
                DataException.class,
                file + ": has no array z: it holds x_train, y_train, objects.",
                () -> NpzFile.dataset(file, "z", "y_train"));
        assertSays(
                DataException.class,
                file + ": holds the arrays x_train, y_train, objects: expected one of the pairs x and y, inputs and"
                        + " targets, images and labels. Name the two that are meant.",
                () -> NpzFile.dataset(file));
        assertSays(
                DataException.class,
                file + ", array objects: its elements are Python objects, and reading those would run code. Save an"
                        + " array of numbers.",
                () -> NpzFile.read(file));
    }

    @Test
    void severalPairsAreAmbiguous() throws IOException {
        write("x.npy", IMAGES, "y.npy", LABELS, "images.npy", IMAGES, "labels.npy", LABELS);
        assertSays(
                DataException.class,
                file + ": holds the arrays x, y, images, labels: expected one of the pairs x and y, inputs and targets,"
                        + " images and labels. Name the two that are meant.",
                () -> NpzFile.dataset(file));
    }

    @Test
    void namesCannotCommandATerminal() throws IOException {
        write("x\u001b[2J.npy", IMAGES);
        assertSays(
                DataException.class,
                file + ": holds the arrays x?[2J: expected one of the pairs x and y, inputs and targets, images and"
                        + " labels. Name the two that are meant.",
                () -> NpzFile.dataset(file));
    }

    @Test
    void whatIsNoArray() throws IOException {
        write("x.npy", IMAGES, "read\u0007me.txt", LABELS);
        assertSays(
                DataException.class,
                file + ": \"read?me.txt\" in it is not an array: expected names that end in .npy.",
                () -> NpzFile.read(file));
        write("x.npy", Arrays.copyOf(IMAGES, IMAGES.length - 1));
        assertSays(
                DataException.class,
                file + ", array x: truncated: [2, 1, 2] of u1 take 77 bytes with their header but there are 76.",
                () -> NpzFile.read(file));
        write("x.npy", Arrays.copyOf(IMAGES, IMAGES.length + 1));
        assertSays(
                DataException.class,
                file + ", array x: goes on after its end: [2, 1, 2] of u1 take 77 bytes with their header but there are"
                        + " more.",
                () -> NpzFile.read(file));
    }

    @Test
    void whatIsNoZip() throws IOException {
        Files.write(file, IMAGES);
        String message =
                assertThrows(DataException.class, () -> NpzFile.read(file)).getMessage();
        assertTrue(message.startsWith(file + ": not an NPZ file, or damaged: "), message);
        assertSays(
                DataException.class,
                folder + ": is a folder, not a file. Give one of the files in it.",
                () -> NpzFile.read(folder));
        Path missing = folder.resolve("missing.npz");
        assertSays(
                UncheckedIOException.class,
                missing + ": there is no such file or folder.",
                () -> NpzFile.read(missing));
    }

    /** 64 MB of zeros in a few kilobytes: all that is declared counts, and it is compared before anything is unpacked. */
    @Test
    void bombsAreNotUnpacked() throws IOException {
        byte[] array = NpyBytes.file("|u1", false, "(1000, 1000)", new byte[1_000_000]);
        write("a.npy", array, "b.npy", array, "c.npy", array);
        assertEquals(3, NpzFile.read(file).size());
        assertSays(
                DataException.class,
                file + ", array c: too large: [1000, 1000] of u1 take 1000076 bytes with their header, more than the"
                        + " 499848 that may be read.",
                () -> NpzFile.read(file, 2_500_000));
        write("a.npy", NpyBytes.file("<f8", false, "(2000000000,)", new byte[100]));
        assertSays(
                DataException.class,
                file + ", array a: too large: [2000000000] of f8 take 16000000077 bytes with their header, more than"
                        + " the 268435456 that may be read.",
                () -> NpzFile.read(file));
    }

    @Test
    void aChangedByteOfTheDataIsFound() throws IOException {
        byte[] content = zip(false, entries("x.npy", IMAGES));
        int data = new String(content, StandardCharsets.ISO_8859_1).indexOf("), }\n") + 5;
        content[data] ^= 1;
        Files.write(file, content);
        assertSays(
                DataException.class,
                file + ", array x: damaged: its bytes do not have the checksum that they had.",
                () -> NpzFile.read(file));
    }

    @Property(tries = 500)
    void damagedFilesRaiseOneException(
            @ForAll boolean compressed, @ForAll byte noise, @ForAll @IntRange(max = 400) int place) throws IOException {
        byte[] content = zip(compressed, entries("x.npy", IMAGES, "y.npy", LABELS));
        content[place % content.length] ^= noise;
        Path damaged = Files.createTempFile("damaged", ".npz");
        try {
            Files.write(damaged, content);
            Map<String, Tensor> arrays = NpzFile.read(damaged);
            assertTrue(arrays.size() <= 2);
            for (Tensor array : arrays.values()) {
                assertTrue(array.size() == 4 || array.size() == 2, array::toString);
            }
        } catch (DataException expected) {
            assertTrue(expected.getMessage().startsWith(damaged.toString()), expected.getMessage());
        } finally {
            Files.delete(damaged);
        }
    }

    @Test
    void truncatedAtEveryByte() throws IOException {
        byte[] content = zip(true, entries("x.npy", IMAGES, "y.npy", LABELS));
        for (int length = 0; length < content.length; length++) {
            Files.write(file, Arrays.copyOf(content, length));
            assertThrows(DataException.class, () -> NpzFile.read(file));
        }
    }
}
