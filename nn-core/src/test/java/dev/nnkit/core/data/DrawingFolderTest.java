package dev.nnkit.core.data;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.data.Errors.assertSays;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Scores;
import dev.nnkit.core.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingFolderTest {
    private static final Shape PAIR = Shape.of(1, 2, 1);

    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, int... values) throws IOException {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void oneClassAFileInTheOrderOfTheirNames() throws IOException {
        write("trains2.bin", 0, 51, 102, 255);
        write("cats1.bin", 204, 153);
        write(".hidden.bin", 1);
        write("README.md", 1, 2, 3);
        DrawingFolder drawings = DrawingFolder.read(folder, PAIR);
        assertEquals(List.of("cats", "trains"), drawings.classNames());
        assertEquals("1 cats, 2 trains", drawings.toString());
        Dataset data = drawings.all();
        assertEquals(List.of("cats", "trains"), data.classNames());
        assertEquals(List.of(PAIR), data.inputShapes());
        assertArrayEquals(
                new float[] {0.8f, 0.6f, 0, 0.2f, 0.4f, 1}, data.inputs().get(0).floats());
        assertArrayEquals(new int[] {0, 1, 1}, data.targets().get(0).ints());
    }

    @Test
    void rowsAreThoseOfEachClass() throws IOException {
        write("a.bin", 0, 0, 51, 51, 102, 102);
        write("b.bin", 255, 255, 204, 204, 153, 153);
        DrawingFolder drawings = DrawingFolder.read(folder, PAIR);
        Dataset data = drawings.rows(Rows.parse("1:3"));
        assertArrayEquals(
                new float[] {0.2f, 0.2f, 0.4f, 0.4f, 0.8f, 0.8f, 0.6f, 0.6f},
                data.inputs().get(0).floats());
        assertArrayEquals(new int[] {0, 0, 1, 1}, data.targets().get(0).ints());
        assertArrayEquals(
                new float[] {0.6f, 0.6f},
                drawings.classes().get(1).read(Rows.parse("2:")).floats());
        assertSays(
                DataException.class,
                folder.resolve("a.bin") + ", rows 2:4: there are only 3 drawings, which are rows 0:3.",
                () -> drawings.rows(Rows.parse("2:4")));
        assertSays(
                DataException.class,
                folder.resolve("a.bin") + ", rows 3:: there are only 3 drawings, which are rows 0:3.",
                () -> drawings.rows(Rows.parse("3:")));
    }

    /** Every byte of a file larger than one part comes back, whatever rows are asked for. */
    @Property(tries = 20)
    void anyRowsOfAnyFile(@ForAll @IntRange(min = 1, max = 300_000) int count, @ForAll long seed) throws IOException {
        Path temporary = Files.createTempDirectory("drawings");
        Path file = temporary.resolve("a.bin");
        try {
            byte[] bytes = new byte[count];
            new Random(seed).nextBytes(bytes);
            Files.write(file, bytes);
            int from = (int) Math.floorMod(seed, (long) count);
            float[] values = DrawingFolder.read(temporary, Shape.of(1))
                    .rows(new Rows(from, count))
                    .inputs()
                    .get(0)
                    .floats();
            assertEquals(count - from, values.length);
            for (int i = 0; i < values.length; i++) {
                assertEquals((bytes[from + i] & 0xFF) / 255f, values[i]);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(temporary);
        }
    }

    @Test
    void digitsStayWhereNamesNeedThem() throws IOException {
        write("class1.bin", 1, 2);
        write("class2.bin", 1, 2);
        assertEquals(
                List.of("class1", "class2"), DrawingFolder.read(folder, PAIR).classNames());
        Files.delete(folder.resolve("class2.bin"));
        write("7.bin", 1, 2);
        assertEquals(List.of("7", "class1"), DrawingFolder.read(folder, PAIR).classNames());
    }

    @Test
    void otherEndingsCountWhereThereIsNoBin() throws IOException {
        write("full.moon3.raw", 1, 2);
        write("sun", 1, 2);
        assertEquals(
                List.of("full.moon", "sun"), DrawingFolder.read(folder, PAIR).classNames());
    }

    @Test
    void aSizeThatIsNoMultiple() throws IOException {
        Path file = Files.write(folder.resolve("cats12.bin"), new byte[12 * 49 * 49]);
        String problem = file + ": its 28812 bytes are not a multiple of 784, the size of a drawing of [28, 28, 1]:"
                + " 36 drawings and 588 bytes. ";
        assertSays(
                DataException.class,
                problem + "Is the shape [49, 49, 1]? That would be 12 drawings.",
                () -> DrawingFolder.read(folder, Shape.of(28, 28, 1)));
        Files.delete(file);
        Path other = Files.write(folder.resolve("dogs.bin"), new byte[2 * 32 * 32]);
        assertSays(
                DataException.class,
                other + ": its 2048 bytes are not a multiple of 784, the size of a drawing of [28, 28, 1]:"
                        + " 2 drawings and 480 bytes. Is the shape [32, 32, 1]? That would be 2 drawings.",
                () -> DrawingFolder.read(folder, Shape.of(28, 28, 1)));
        Files.write(other, new byte[785]);
        assertSays(
                DataException.class,
                other + ": its 785 bytes are not a multiple of 784, the size of a drawing of [28, 28, 1]:"
                        + " 1 drawings and 1 bytes. Is the shape another, or the file truncated?",
                () -> DrawingFolder.read(folder, Shape.of(28, 28, 1)));
        Files.write(other, new byte[0]);
        assertSays(
                DataException.class,
                other + ": its 0 bytes are not a multiple of 784, the size of a drawing of [28, 28, 1]:"
                        + " 0 drawings and 0 bytes. Is the shape another, or the file truncated?",
                () -> DrawingFolder.read(folder, Shape.of(28, 28, 1)));
    }

    @Test
    void whatIsNoFolderOfDrawings() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        assertSays(
                DataException.class,
                folder + ": no drawings: expected one file for each class, such as cats.bin, and found sub.",
                () -> DrawingFolder.read(folder, PAIR));
        Path missing = folder.resolve("missing");
        assertSays(
                UncheckedIOException.class,
                missing + ": there is no such file or folder.",
                () -> DrawingFolder.read(missing, PAIR));
        Path file = write("x.bin", 1, 2);
        assertSays(DataException.class, file + ": is a file, not a folder.", () -> DrawingFolder.read(file, PAIR));
        assertSays(
                IllegalArgumentException.class,
                "a drawing must have 1 value or more but has shape [0, 2].",
                () -> DrawingFolder.read(folder, Shape.of(0, 2)));
    }

    @Test
    void aFileThatBecameShorter() throws IOException {
        Path file = write("x.bin", 1, 2, 3, 4);
        DrawingFolder drawings = DrawingFolder.read(folder, PAIR);
        write("x.bin", 1, 2);
        assertSays(
                UncheckedIOException.class,
                file + ": cannot be read: it became shorter while it was read.",
                drawings::all);
    }

    @Test
    void doodles() {
        Path folder = Path.of(System.getProperty("nnkit.data", ""), "doodles");
        assumeTrue(
                Files.isDirectory(folder), "no doodles: the property nnkit.data names no folder with a folder doodles");
        DrawingFolder drawings = DrawingFolder.read(folder, Shape.of(28, 28, 1));
        assertEquals(List.of("cats", "rainbows", "trains"), drawings.classNames());
        Dataset training = drawings.rows(Rows.parse("0:800"));
        Dataset test = drawings.rows(Rows.parse("800:1000"));
        assertEquals(2400, training.size());
        double sum = 0;
        StringBuilder text = new StringBuilder();
        for (int seed = 1; seed <= 5; seed++) {
            Network network = Network.build(
                    sequential(flatten(), dense(64), relu(), dense(3)), Shape.of(28, 28, 1), DataType.FLOAT32, seed);
            Scores scores = Trainer.of(network, softmaxCrossEntropy(), adam(0.001))
                    .epochs(20)
                    .batch(32)
                    .seed(seed)
                    .metric(new Accuracy())
                    .validation(test)
                    .fit(training)
                    .last()
                    .validation();
            double accuracy = scores == null ? 0 : scores.metrics().get("accuracy");
            text.append(' ').append(accuracy);
            sum += accuracy;
        }
        assertTrue(sum / 5 >= 0.89, "accuracies" + text);
    }
}
