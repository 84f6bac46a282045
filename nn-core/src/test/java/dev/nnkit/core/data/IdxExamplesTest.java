package dev.nnkit.core.data;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.data.Errors.assertSays;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.sgd;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxExamplesTest {
    @TempDir
    private Path folder = Path.of("");

    /** A pair of files in a folder that is removed in the end. */
    private static final class Pair implements AutoCloseable {
        private final Path folder;
        final Path images;
        final Path labels;

        Pair(int count, boolean packed, IdxType type) throws IOException {
            folder = Files.createTempDirectory("pair");
            images = folder.resolve(packed ? "images.gz" : "images");
            labels = folder.resolve(packed ? "labels.gz" : "labels");
            RandomStream random = RandomStream.of(count, "pair");
            Tensor pixels = Tensor.zeros(type.dataType(), Shape.of(count, 3, 2));
            int[] classes = new int[count];
            for (int i = 0; i < pixels.size(); i++) {
                pixels.set(i, type.dataType().isFloating() ? random.nextGaussian() : random.nextInt(256));
            }
            for (int i = 0; i < count; i++) {
                classes[i] = i;
            }
            IdxFile.write(images, pixels, type);
            IdxFile.write(labels, Tensor.ofInts(Shape.of(count), classes), IdxType.SHORT);
        }

        @Override
        public void close() throws IOException {
            Files.delete(images);
            Files.delete(labels);
            Files.delete(folder);
        }
    }

    /** What is left of a pass: inputs and target of each example. */
    private static List<List<Double>> examples(Examples.Pass pass, int batch) {
        List<List<Double>> result = new ArrayList<>();
        for (Examples.Selection rows = pass.next(batch); rows != null; rows = pass.next(batch)) {
            Tensor inputs = rows.data().inputs().get(0);
            int size = inputs.shape().withoutFirst().size();
            for (int place = rows.from(); place < rows.to(); place++) {
                int row = rows.row(place);
                List<Double> example = new ArrayList<>();
                example.add(rows.data().targets().get(0).get(row));
                for (int i = 0; i < size; i++) {
                    example.add(inputs.get(row * size + i));
                }
                result.add(example);
            }
        }
        return result;
    }

    @Property(tries = 60)
    void inOrderTheyAreThoseInMemory(
            @ForAll @IntRange(max = 3000) int count,
            @ForAll boolean packed,
            @ForAll @IntRange(max = 2) int kind,
            @ForAll boolean doubles,
            @ForAll @IntRange(min = 1, max = 500) int batch)
            throws IOException {
        IdxType type =
                List.of(IdxType.UNSIGNED_BYTE, IdxType.FLOAT, IdxType.DOUBLE).get(kind);
        DataType asked = doubles ? DataType.FLOAT64 : DataType.FLOAT32;
        try (Pair pair = new Pair(count, packed, type)) {
            Dataset memory = IdxFile.pair(pair.images, pair.labels);
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            assertEquals(count, stream.count());
            assertEquals(memory.inputShapes(), stream.inputShapes());
            assertEquals(memory.targetShapes(), stream.targetShapes());
            assertEquals(memory.classNames(), stream.classNames());
            try (Examples.Pass pass = stream.as(asked).open(false, 1, 1);
                    Examples.Pass expected = memory.as(asked).open(false, 1, 1)) {
                assertEquals(examples(expected, 64), examples(pass, batch));
            }
        }
    }

    @Property(tries = 40)
    void shuffledEachComesOnceAndResumingChangesNothing(
            @ForAll @IntRange(min = 1, max = 2500) int count,
            @ForAll @IntRange(min = 1, max = 3000) int buffer,
            @ForAll @IntRange(min = 1, max = 200) int batch,
            @ForAll @IntRange(max = 2500) int skipped,
            @ForAll long seed)
            throws IOException {
        try (Pair pair = new Pair(count, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels).shuffleBuffer(buffer);
            List<List<Double>> shuffled;
            try (Examples.Pass pass = stream.open(true, seed, 2)) {
                shuffled = examples(pass, 64);
            }
            List<List<Double>> inOrder;
            try (Examples.Pass pass = stream.open(false, seed, 2)) {
                inOrder = examples(pass, 64);
            }
            for (int i = 0; i < shuffled.size(); i++) {
                assertTrue(shuffled.get(i).get(0) < i + buffer, "no example can come before it was in the buffer");
            }
            try (Examples.Pass pass = stream.open(true, seed, 2)) {
                pass.skip(skipped);
                assertEquals(shuffled.subList(Math.min(skipped, count), count), examples(pass, batch));
            }
            shuffled.sort((a, b) -> Double.compare(a.get(0), b.get(0)));
            assertEquals(inOrder, shuffled);
        }
    }

    @Test
    void everyEpochHasAnOrderOfItsOwn() throws IOException {
        try (Pair pair = new Pair(500, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            List<List<List<Double>>> orders = new ArrayList<>();
            for (int epoch = 1; epoch <= 2; epoch++) {
                try (Examples.Pass pass = stream.open(true, 1, epoch)) {
                    orders.add(examples(pass, 100));
                }
            }
            assertNotEquals(orders.get(0), orders.get(1));
        }
    }

    @Test
    void someRows() throws IOException {
        try (Pair pair = new Pair(100, true, IdxType.UNSIGNED_BYTE)) {
            IdxExamples some = IdxExamples.of(pair.images, pair.labels)
                    .rows(Rows.parse("10:90"))
                    .rows(Rows.parse("5:8"));
            assertEquals(3, some.count());
            try (Examples.Pass pass = some.open(false, 1, 1)) {
                assertEquals(
                        List.of(15.0, 16.0, 17.0),
                        examples(pass, 2).stream()
                                .map(example -> example.get(0))
                                .toList());
            }
            assertSays(
                    IllegalArgumentException.class,
                    "rows 0:4: the data have only 3 rows, which are 0:3.",
                    () -> some.rows(Rows.parse("0:4")));
        }
    }

    /** A step sees the same numbers, so the network becomes the same to the last bit. */
    @Test
    void trainingGivesTheBitsOfTrainingInMemory() throws IOException {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        Dataset digits = Generators.digits(200, 1);
        IdxFile.writeImages(images, digits.inputs().get(0));
        IdxFile.write(labels, digits.targets().get(0), IdxType.UNSIGNED_BYTE);
        List<Network> networks = new ArrayList<>();
        for (Examples examples : List.of(IdxFile.pair(images, labels), IdxExamples.of(images, labels))) {
            Network network = Network.build(
                    sequential(flatten(), dense(8), relu(), dense(10)), Shape.of(28, 28, 1), DataType.FLOAT32, 1);
            Trainer.of(network, softmaxCrossEntropy(), sgd(0.1))
                    .kernels(Kernels.reference())
                    .epochs(2)
                    .inOrder()
                    .fit(examples);
            networks.add(network);
        }
        for (int i = 0; i < networks.get(0).parameters().size(); i++) {
            Tensor memory = networks.get(0).parameters().get(i).value();
            assertTrue(memory.sameBits(networks.get(1).parameters().get(i).value()));
        }
    }

    @Test
    void augmentedAsInMemory() throws IOException {
        try (Pair pair = new Pair(100, false, IdxType.UNSIGNED_BYTE)) {
            List<List<List<Double>>> passes = new ArrayList<>();
            for (Examples examples :
                    List.of(IdxFile.pair(pair.images, pair.labels), IdxExamples.of(pair.images, pair.labels))) {
                Examples augmented = Augmented.of(examples, 1, Augmentations.shift(1), Augmentations.noise(0.1));
                try (Examples.Pass pass = augmented.open(false, 1, 1)) {
                    passes.add(examples(pass, 7));
                }
            }
            assertEquals(passes.get(0), passes.get(1));
        }
    }

    @Test
    void theFingerprintIsOfContentsAndSettings() throws IOException {
        try (Pair pair = new Pair(50, false, IdxType.UNSIGNED_BYTE);
                Pair other = new Pair(51, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            long fingerprint = stream.fingerprint();
            assertEquals(fingerprint, IdxExamples.of(pair.images, pair.labels).fingerprint());
            assertNotEquals(fingerprint, stream.shuffleBuffer(7).fingerprint());
            assertNotEquals(fingerprint, stream.rows(Rows.parse("1:")).fingerprint());
            assertNotEquals(
                    fingerprint, IdxExamples.of(other.images, other.labels).fingerprint());
            byte[] content = Files.readAllBytes(pair.images);
            content[content.length - 1] ^= 1;
            Files.write(pair.images, content);
            assertNotEquals(fingerprint, stream.fingerprint());
            assertEquals("examples 0:50, inputs [[3, 2, 1]], targets [[]], shuffled within 10000", stream.toString());
        }
    }

    @Test
    void whatIsNoPair() throws IOException {
        try (Pair pair = new Pair(5, false, IdxType.UNSIGNED_BYTE);
                Pair other = new Pair(6, false, IdxType.UNSIGNED_BYTE)) {
            assertSays(
                    DataException.class,
                    pair.images + ": holds 5 images but " + other.labels
                            + " holds 6 labels. Do the two belong together?",
                    () -> IdxExamples.of(pair.images, other.labels));
            assertSays(
                    DataException.class,
                    pair.images + ": labels must be whole numbers on one axis but these are [5, 3, 2] of UNSIGNED_BYTE."
                            + " Are images and labels exchanged?",
                    () -> IdxExamples.of(pair.labels, pair.images));
            IdxFile.write(other.labels, Tensor.ofInts(Shape.of(5), 1, 2, -3, 4, 5));
            assertSays(
                    DataException.class,
                    other.labels + ", label 2: must be from 0 to 99999 but is -3.",
                    () -> IdxExamples.of(pair.images, other.labels));
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            assertSays(
                    IllegalArgumentException.class,
                    "shuffle buffer: must have 1 to 268435455 examples of 8 bytes but has 0.",
                    () -> stream.shuffleBuffer(0));
            assertSays(
                    IllegalArgumentException.class,
                    "IDX examples: images cannot become INT32.",
                    () -> stream.as(DataType.INT32));
        }
    }

    /** What is damaged is thrown by the thread that asks for examples, and only after those before it. */
    @Test
    void aFileThatEndsTooEarly() throws IOException {
        try (Pair pair = new Pair(5000, true, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            byte[] content = Files.readAllBytes(pair.images);
            Files.write(pair.images, Arrays.copyOf(content, content.length - 100));
            try (Examples.Pass pass = stream.open(false, 1, 1)) {
                assertNotNull(pass.next(2000));
                String message = String.valueOf(assertThrows(DataException.class, () -> examples(pass, 100))
                        .getMessage());
                assertTrue(message.startsWith(pair.images + ": truncated: [5000, 3, 2] of UNSIGNED_BYTE"), message);
            }
        }
    }

    @Test
    void aFileThatHasBecomeAnother() throws IOException {
        try (Pair pair = new Pair(5, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            IdxFile.write(pair.labels, Tensor.ofInts(Shape.of(5), 1, 2, 3, 4, 5));
            try (Examples.Pass pass = stream.open(false, 1, 1)) {
                assertSays(
                        DataException.class,
                        pair.images + ": it or " + pair.labels
                                + " has become another since it was opened. Open both again.",
                        () -> pass.next(1));
            }
        }
    }

    @Test
    void theReadingThreadEndsWithThePass() throws IOException {
        try (Pair pair = new Pair(20_000, false, IdxType.UNSIGNED_BYTE)) {
            Examples.Pass pass = IdxExamples.of(pair.images, pair.labels).open(false, 1, 1);
            assertNotNull(pass.next(1));
            String name = "nnkit reads " + pair.images;
            assertTrue(Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(t -> t.getName().equals(name)));
            pass.close();
            assertFalse(Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(t -> t.getName().equals(name)));
        }
    }

    /** More bytes than an array can have; the file is a hole, so the disk has nothing to write. */
    @Test
    void filesLargerThanAnArray() throws IOException {
        int count = 2_800_000;
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        try (RandomAccessFile file = new RandomAccessFile(images.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(16)
                    .putInt(0x0803)
                    .putInt(count)
                    .putInt(28)
                    .putInt(28)
                    .array());
            file.setLength(16 + 784L * count);
            file.seek(16 + 784L * (count - 1));
            file.write(255);
        }
        try (RandomAccessFile file = new RandomAccessFile(labels.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(8).putInt(0x0801).putInt(count).array());
            file.setLength(8L + count);
        }
        IdxExamples stream = IdxExamples.of(images, labels);
        assertEquals(count, stream.count());
        try (Examples.Pass pass = stream.rows(new Rows(count - 2, count)).open(false, 1, 1)) {
            Examples.Selection rows = pass.next(10);
            assertNotNull(rows);
            assertEquals(2, rows.size());
            float[] pixels = rows.data().inputs().get(0).floats();
            assertArrayEquals(new float[] {0, 1, 0}, Arrays.copyOfRange(pixels, 783, 786));
        }
        assertSays(
                DataException.class,
                images + ", byte 12: axis 2 has length 28, and all together more elements than one array can hold"
                        + " (2147483647).",
                () -> IdxFile.read(images));
    }
}
