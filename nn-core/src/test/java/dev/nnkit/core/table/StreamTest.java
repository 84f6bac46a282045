package dev.nnkit.core.table;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.core.table.TableFiles.assertSays;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Snapshot;
import dev.nnkit.core.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamTest {
    private static final TableOptions OPTIONS =
            TableOptions.target("t").splitColumn("part").missing(Missing.DROP);

    /** Row i has i as its first number; every fifth row is for testing, every seventh lacks a value. */
    private static String text(int rows, boolean classes) {
        StringBuilder text = new StringBuilder("i,x,colour,t,part\n");
        for (int i = 0; i < rows; i++) {
            RandomStream random = RandomStream.of(5, "rows", i);
            double x = random.nextGaussian();
            text.append(i)
                    .append(',')
                    .append(i % 7 == 3 ? "" : String.format(Locale.ROOT, "%.5f", x))
                    .append(',')
                    .append(i % 3 == 0 ? "red" : "blue")
                    .append(',')
                    .append(classes ? (x > 0 ? "up" : "down") : Double.toString(3 * x + i))
                    .append(',')
                    .append(i % 5 == 4 ? "test" : "train")
                    .append('\n');
        }
        return text.toString();
    }

    private static List<Float> firstNumbers(Examples examples, boolean shuffled, long seed, int epoch, int count) {
        List<Float> numbers = new ArrayList<>();
        try (Examples.Pass pass = examples.open(shuffled, seed, epoch)) {
            for (Examples.Selection rows = pass.next(count); rows != null; rows = pass.next(count)) {
                assertTrue(rows.size() <= count);
                for (int i = rows.from(); i < rows.to(); i++) {
                    numbers.add((float) rows.data().inputs().get(0).at(rows.row(i), 0));
                }
            }
            assertNull(pass.next(count));
        }
        return numbers;
    }

    @Property(tries = 60)
    void aShuffledPassHasEachRowOnce(
            @ForAll @IntRange(min = 2, max = 3000) int rows,
            @ForAll @IntRange(min = 1, max = 4000) int buffer,
            @ForAll @IntRange(min = 1, max = 100) int batch,
            @ForAll @IntRange(min = 1, max = 100) int otherBatch,
            @ForAll long seed) {
        TableFiles.with(text(rows, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS.scale(Scale.NONE));
            CsvExamples examples = scanned.stream(scanned.decide(1), Part.TRAIN).shuffleBuffer(buffer);
            List<Float> expected = IntStream.range(0, rows)
                    .filter(i -> i % 5 != 4 && i % 7 != 3)
                    .mapToObj(i -> (float) i)
                    .toList();
            assertEquals(expected.size(), examples.count());
            assertEquals(expected, firstNumbers(examples, false, seed, 1, batch));
            List<Float> shuffled = firstNumbers(examples, true, seed, 1, batch);
            assertEquals(expected, shuffled.stream().sorted().toList());
            assertEquals(shuffled, firstNumbers(examples, true, seed, 1, otherBatch), "the batch changes no order");
            if (buffer > 20 && rows > 100) {
                assertNotEquals(expected, shuffled);
                assertNotEquals(shuffled, firstNumbers(examples, true, seed, 2, batch));
                assertNotEquals(shuffled, firstNumbers(examples, true, seed + 1, 1, batch));
            }
        });
    }

    @Property(tries = 30)
    void skippingIsReadingWithoutLooking(
            @ForAll boolean shuffled, @ForAll @IntRange(max = 200) int skipped, @ForAll long seed) {
        TableFiles.with(text(200, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS.scale(Scale.NONE));
            CsvExamples examples = scanned.stream(scanned.decide(1), Part.TRAIN).shuffleBuffer(30);
            List<Float> all = firstNumbers(examples, shuffled, seed, 3, 7);
            try (Examples.Pass pass = examples.open(shuffled, seed, 3)) {
                pass.skip(skipped);
                Examples.Selection next = pass.next(1);
                assertEquals(skipped >= all.size(), next == null);
                if (next != null) {
                    assertEquals(all.get(skipped), (float)
                            next.data().inputs().get(0).at(0, 0));
                }
            }
        });
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(
                        network,
                        network.outputShape().last() == 1 ? meanSquaredError() : softmaxCrossEntropy(),
                        adam(0.01))
                .epochs(3)
                .batch(16)
                .kernels(Kernels.reference());
    }

    private static Network network(Columns columns, DataType type, int outputs) {
        return Network.build(sequential(dense(5), tanh(), dense(outputs)), columns.shape(), type, 3);
    }

    private static void assertSame(Network expected, Network actual) {
        for (int i = 0; i < expected.parameters().size(); i++) {
            assertTrue(expected.parameters()
                    .get(i)
                    .value()
                    .sameBits(actual.parameters().get(i).value()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64"})
    void inTheFilesOrderTrainingHasTheBitsOfTrainingInMemory(DataType type) {
        for (int outputs : new int[] {1, 2}) {
            TableFiles.with(text(333, outputs == 2), file -> {
                CsvFile scanned = CsvFile.scan(file, OPTIONS);
                Columns columns = scanned.decide(outputs);
                Table table = scanned.read(columns);
                Network one = network(columns, type, outputs);
                trainer(one).inOrder().validation(table.test()).fit(table.train());
                Network other = network(columns, type, outputs);
                trainer(other)
                        .inOrder()
                        .validation(scanned.stream(columns, Part.TEST))
                        .fit(scanned.stream(columns, Part.TRAIN));
                assertSame(one, other);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32"})
    void aResumedRunHasTheBitsOfOneThatNeverStopped(DataType type) {
        TableFiles.with(text(333, true), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            Columns columns = scanned.decide(2);
            CsvExamples data = scanned.stream(columns, Part.TRAIN).shuffleBuffer(50);
            List<Snapshot> snapshots = new ArrayList<>();
            Network whole = network(columns, type, 2);
            trainer(whole).snapshots(5, snapshots::add).fit(data);
            assertTrue(snapshots.size() > 5);
            for (Snapshot snapshot : snapshots) {
                Network resumed = network(columns, type, 2);
                trainer(resumed)
                        .resume(snapshot)
                        .fit(CsvFile.scan(file, OPTIONS).stream(columns, Part.TRAIN)
                                .shuffleBuffer(50));
                assertSame(whole, resumed);
            }
            Network other = network(columns, type, 2);
            String problem = assertThrows(
                            IllegalArgumentException.class,
                            () -> trainer(other).resume(snapshots.get(0)).fit(data.shuffleBuffer(51)))
                    .getMessage();
            assertTrue(problem.contains("shuffled within 51"), problem);
        });
    }

    @Test
    void aBrokenRowIsNamedWhereItIsReached() {
        TableFiles.with(text(3000, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            CsvExamples examples = scanned.stream(scanned.decide(1), Part.TRAIN);
            append(file, "1,2,mauve,3,train\n");
            assertSays(
                    file,
                    "FILE, line 3002, column \"colour\": \"mauve\" is not one of the categories of the training rows:"
                            + " blue, red. With mean for missing values, it counts as missing.",
                    () -> firstNumbers(examples, false, 1, 1, 64));
        });
    }

    @Test
    void aFileThatChangesIsNoticed() {
        TableFiles.with(text(10, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            Columns columns = scanned.decide(1);
            CsvExamples examples = scanned.stream(columns, Part.TRAIN);
            long fingerprint = examples.fingerprint();
            assertEquals(
                    fingerprint,
                    CsvFile.scan(file, OPTIONS).stream(columns, Part.TRAIN).fingerprint());
            assertNotEquals(fingerprint, scanned.stream(columns, Part.TEST).fingerprint());
            append(file, "1,2,red,3,train\n");
            assertNotEquals(
                    fingerprint,
                    CsvFile.scan(file, OPTIONS).stream(columns, Part.TRAIN).fingerprint());
            String message = "FILE: had 7 rows when it was first read and now has 8. It must not change.";
            assertSays(file, message, () -> firstNumbers(examples, false, 1, 1, 3));
            assertSays(file, message, () -> scanned.read(columns));
            write(file, text(4, false));
            assertSays(
                    file,
                    "FILE: had 7 rows when it was first read and now has 3. It must not change.",
                    () -> firstNumbers(examples, true, 1, 1, 3));
        });
    }

    @Test
    void theReadingThreadEndsWithItsPass() {
        TableFiles.with(text(50_000, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            CsvExamples examples = scanned.stream(scanned.decide(1), Part.TRAIN);
            String name = "nnkit reads " + file.getFileName();
            for (int read = 0; read < 3; read++) {
                try (Examples.Pass pass = examples.open(true, 1, 1)) {
                    pass.skip(read * 100L);
                    assertTrue(threads(name).stream().allMatch(Thread::isDaemon));
                }
                assertEquals(List.of(), threads(name));
            }
        });
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @Test
    void anInterruptedReaderSaysSo() {
        TableFiles.with(text(50, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            try (Examples.Pass pass =
                    scanned.stream(scanned.decide(1), Part.TRAIN).open(false, 1, 1)) {
                Thread.currentThread().interrupt();
                UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> pass.next(1));
                assertEquals(file + ": reading was interrupted.", e.getMessage());
                assertTrue(Thread.interrupted());
            }
        });
    }

    @Test
    void theBufferHasARow() {
        TableFiles.with(text(50, false), file -> {
            CsvFile scanned = CsvFile.scan(file, OPTIONS);
            CsvExamples examples = scanned.stream(scanned.decide(1), Part.TRAIN);
            assertEquals(
                    "shuffle buffer: must have 1 row or more but has 0.",
                    assertThrows(IllegalArgumentException.class, () -> examples.shuffleBuffer(0))
                            .getMessage());
            assertFalse(examples.toString().contains(file.toString()), "no path in settings");
        });
    }

    private static void append(Path file, String text) {
        try {
            write(file, Files.readString(file) + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
