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
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
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
        try (IdxTestPair pair = new IdxTestPair(count, packed, type)) {
            Dataset memory = IdxFile.pair(pair.images, pair.labels);
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            assertEquals(count, stream.count());
            assertEquals(memory.inputShapes(), stream.inputShapes());
            assertEquals(memory.targetShapes(), stream.targetShapes());
            assertEquals(memory.classNames(), stream.classNames());
            try (Examples.Pass pass = stream.as(asked).open(false, 1, 1);
                    Examples.Pass expected = memory.as(asked).open(false, 1, 1)) {
                assertEquals(IdxTestPair.examples(expected, 64), IdxTestPair.examples(pass, batch));
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
        try (IdxTestPair pair = new IdxTestPair(count, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels).shuffleBuffer(buffer);
            List<List<Double>> shuffled;
            try (Examples.Pass pass = stream.open(true, seed, 2)) {
                shuffled = IdxTestPair.examples(pass, 64);
            }
            List<List<Double>> inOrder;
            try (Examples.Pass pass = stream.open(false, seed, 2)) {
                inOrder = IdxTestPair.examples(pass, 64);
            }
            for (int i = 0; i < shuffled.size(); i++) {
                assertTrue(shuffled.get(i).get(0) < i + buffer, "no example can come before it was in the buffer");
            }
            try (Examples.Pass pass = stream.open(true, seed, 2)) {
                pass.skip(skipped);
                assertEquals(shuffled.subList(Math.min(skipped, count), count), IdxTestPair.examples(pass, batch));
            }
            shuffled.sort((a, b) -> Double.compare(a.get(0), b.get(0)));
            assertEquals(inOrder, shuffled);
        }
    }

    @Test
    void everyEpochHasAnOrderOfItsOwn() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(500, false, IdxType.UNSIGNED_BYTE)) {
            IdxExamples stream = IdxExamples.of(pair.images, pair.labels);
            List<List<List<Double>>> orders = new ArrayList<>();
            for (int epoch = 1; epoch <= 2; epoch++) {
                try (Examples.Pass pass = stream.open(true, 1, epoch)) {
                    orders.add(IdxTestPair.examples(pass, 100));
                }
            }
            assertNotEquals(orders.get(0), orders.get(1));
        }
    }

    @Test
    void someRows() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(100, true, IdxType.UNSIGNED_BYTE)) {
            IdxExamples some = IdxExamples.of(pair.images, pair.labels)
                    .rows(Rows.parse("10:90"))
                    .rows(Rows.parse("5:8"));
            assertEquals(3, some.count());
            try (Examples.Pass pass = some.open(false, 1, 1)) {
                assertEquals(
                        List.of(15.0, 16.0, 17.0),
                        IdxTestPair.examples(pass, 2).stream()
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
        try (IdxTestPair pair = new IdxTestPair(100, false, IdxType.UNSIGNED_BYTE)) {
            List<List<List<Double>>> passes = new ArrayList<>();
            for (Examples examples :
                    List.of(IdxFile.pair(pair.images, pair.labels), IdxExamples.of(pair.images, pair.labels))) {
                Examples augmented = Augmented.of(examples, 1, Augmentations.shift(1), Augmentations.noise(0.1));
                try (Examples.Pass pass = augmented.open(false, 1, 1)) {
                    passes.add(IdxTestPair.examples(pass, 7));
                }
            }
            assertEquals(passes.get(0), passes.get(1));
        }
    }

    @Test
    void theFingerprintIsOfContentsAndSettings() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(50, false, IdxType.UNSIGNED_BYTE);
                IdxTestPair other = new IdxTestPair(51, false, IdxType.UNSIGNED_BYTE)) {
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
    void theReadingThreadEndsWithThePass() throws IOException {
        try (IdxTestPair pair = new IdxTestPair(20_000, false, IdxType.UNSIGNED_BYTE)) {
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
