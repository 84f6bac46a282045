package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
    @TempDir
    private Path folder;

    private void writeImages(String name, int rows, long seed) {
        IdxFile.writeImages(
                folder.resolve(name), Generators.digits(rows, seed).inputs().get(0));
    }

    private void writeLabels(String name, int... labels) {
        IdxFile.write(folder.resolve(name), Tensor.ofInts(Shape.of(labels.length), labels), IdxType.UNSIGNED_BYTE);
    }

    @Test
    void trainingComesBeforeTheRest() {
        writeImages("t10k-images-idx3-ubyte.gz", 2, 1);
        writeLabels("t10k-labels-idx1-ubyte.gz", 5, 6);
        writeImages("train-images-idx3-ubyte", 3, 2);
        writeLabels("train-labels.idx1-ubyte", 1, 2, 3);
        Dataset data = IdxFile.folder(folder);
        assertArrayEquals(new int[] {1, 2, 3, 5, 6}, data.targets().get(0).ints());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6"), data.classNames());
        assertEquals(
                List.of("train", "t10k"),
                IdxPair.in(folder).stream().map(IdxPair::name).toList());
        assertEquals(2, IdxPair.in(folder).get(1).read().size());
    }

    @Test
    void onePairIsEnough() {
        writeImages("images.idx3-ubyte", 2, 1);
        writeLabels("labels-idx1-ubyte", 0, 1);
        // The same, packed, is not a second pair.
        writeImages("images-idx3-ubyte.gz", 9, 1);
        writeLabels("labels-idx1-ubyte.gz", 0, 1, 2, 3, 4, 5, 6, 7, 8);
        Dataset data = IdxFile.folder(folder);
        assertEquals("data", IdxPair.in(folder).get(0).name());
        assertEquals(data.targets().get(0).size(), data.inputs().get(0).batch());
    }

    @Test
    void moreThanTrainingAndTestIsAmbiguous() {
        for (String name : List.of("a-train", "b-train")) {
            writeImages(name + "-images-idx3-ubyte", 1, 1);
            writeLabels(name + "-labels-idx1-ubyte", 0);
        }
        assertSays(
                DataException.class,
                folder + ": holds 2 pairs of IDX files: a-train, b-train. Name the two files of one.",
                () -> IdxFile.folder(folder));
    }

    @Test
    void aFileWithoutItsPartner() {
        writeImages("train-images-idx3-ubyte.gz", 1, 1);
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        assertSays(
                DataException.class,
                images + ": has no partner: expected train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz beside it.",
                () -> IdxFile.folder(folder));
        writeLabels("train-labels-idx1-ubyte", 0);
        writeLabels("test-labels-idx1-ubyte", 0);
        Path labels = folder.resolve("test-labels-idx1-ubyte");
        assertSays(
                DataException.class,
                labels + ": has no partner: expected test-images-idx3-ubyte or test-images-idx3-ubyte.gz beside it.",
                () -> IdxFile.folder(folder));
    }

    @Test
    void aFolderWithoutPairs() throws IOException {
        String looked =
                folder + ": no images and labels: looked for *images-idx3-ubyte and *labels-idx1-ubyte, also with"
                        + " .gz, and found ";
        assertSays(DataException.class, looked + "an empty folder.", () -> IdxFile.folder(folder));
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve(i + ".txt"), "");
        }
        String ten = "0.txt, 1.txt, 2.txt, 3.txt, 4.txt, 5.txt, 6.txt, 7.txt, 8.txt, 9.txt";
        assertSays(DataException.class, looked + ten + ".", () -> IdxFile.folder(folder));
        Files.writeString(folder.resolve("README"), "");
        Files.writeString(folder.resolve("x"), "");
        assertSays(DataException.class, looked + ten + " and 2 more.", () -> IdxFile.folder(folder));
    }

    @Test
    void whatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertSays(DataException.class, file + ": is a file, not a folder.", () -> IdxFile.folder(file));
        Path missing = folder.resolve("missing");
        assertSays(
                UncheckedIOException.class,
                missing + ": there is no such file or folder.",
                () -> IdxFile.folder(missing));
    }

    @Test
    void mnist() {
        Path mnist = Path.of(System.getProperty("nnkit.data", ""), "mnist");
        assumeTrue(Files.isDirectory(mnist), "no MNIST: the property nnkit.data names no folder with a folder mnist");
        Dataset data = IdxFile.folder(mnist);
        Dataset test = IdxPair.in(mnist).stream()
                .filter(pair -> pair.name().equals("t10k"))
                .findFirst()
                .orElseThrow()
                .read();
        assertEquals(10_000, test.size());
        assertTrue(data.size() >= test.size());
        assertEquals(Shape.of(28, 28, 1), test.inputShape());
        assertArrayEquals(
                new int[] {7, 2, 1, 0, 4}, Arrays.copyOf(test.targets().get(0).ints(), 5));
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), test.classNames());
        float[] pixels = test.inputs().get(0).floats();
        float most = 0;
        for (float pixel : pixels) {
            assertTrue(pixel >= 0 && pixel <= 1);
            most = Math.max(most, pixel);
        }
        assertEquals(1, most);
    }
}
