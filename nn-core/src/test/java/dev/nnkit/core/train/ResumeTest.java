package dev.nnkit.core.train;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.file.ModelFileException;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.metric.ConfusionMatrix;
import dev.nnkit.core.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was stopped anywhere and resumed ends as one that never stopped. */
class ResumeTest {
    private static final Dataset DATA = Blobs.of(62, 4, 3, DataType.FLOAT32);
    private static final Dataset VALIDATION = Blobs.of(30, 4, 3, DataType.FLOAT32);

    private static Network network() {
        return Network.build(
                sequential(dense(8), batchNorm(), relu(), dropout(0.3), dense(6), tanh(), dense(3)), Shape.of(4), 1);
    }

    private static Trainer trainer(Network network, String optimizer, String schedule) {
        return Trainer.of(network, softmaxCrossEntropy(), Registry.installed().parse(Optimizer.class, optimizer))
                .schedule(Registry.installed().parse(Schedule.class, schedule))
                .epochs(6)
                .batch(10)
                .metric(new Accuracy())
                .metric(new ConfusionMatrix())
                .validation(VALIDATION)
                .kernels(Kernels.reference());
    }

    private static List<Tensor> values(Network network) {
        return network.parameters().stream().map(p -> p.value().copy()).toList();
    }

    private static void assertSame(List<Tensor> expected, List<Tensor> actual, String what) {
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).sameBits(actual.get(i)), what + ", parameter " + i);
        }
    }

    private static void assertSame(History expected, History actual, String what) {
        assertEquals(expected.epochs().size(), actual.epochs().size(), what);
        assertEquals(expected.stopReason(), actual.stopReason(), what);
        for (int i = 0; i < expected.epochs().size(); i++) {
            EpochReport one = expected.epochs().get(i);
            EpochReport other = actual.epochs().get(i);
            assertEquals(one.trainLoss(), other.trainLoss(), what);
            assertEquals(one.trainMetrics(), other.trainMetrics(), what);
            assertEquals(one.validation(), other.validation(), what);
            assertEquals(one.rateFactor(), other.rateFactor(), what);
            assertEquals(one.step(), other.step(), what);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sgd(0.1) | constant",
                "momentum(0.05) | step(2, 0.5)",
                "nesterov(0.05) | exponential(0.9)",
                "rmsProp(0.01) | warmUp(10, cosine)",
                "adam(0.02) | plateau(1, 0.5)",
                "adamW(0.02) | cosine"
            })
    void fromEverySnapshotTheRunEndsAlike(String optimizer, String schedule) {
        List<Snapshot> snapshots = new ArrayList<>();
        Network whole = network();
        History expected = trainer(whole, optimizer, schedule)
                .listener(new EarlyStopping(2))
                .snapshots(5, snapshots::add)
                .fit(DATA);
        assertTrue(snapshots.size() >= 3, "snapshots: " + snapshots.size());
        for (Snapshot snapshot : snapshots) {
            Network resumed = network();
            History actual = trainer(resumed, optimizer, schedule)
                    .listener(new EarlyStopping(2))
                    .resume(snapshot)
                    .fit(DATA);
            assertSame(values(whole), values(resumed), "from step " + snapshot.step());
            assertSame(expected, actual, "from step " + snapshot.step());
        }
    }

    @Test
    void snapshotsChangeNothing() {
        Network with = network();
        Network without = network();
        trainer(with, "adam(0.02)", "constant").snapshots(1, snapshot -> {}).fit(DATA);
        trainer(without, "adam(0.02)", "constant").fit(DATA);
        assertSame(values(without), values(with), "with snapshots");
    }

    @Test
    void microBatchesResumeToo() {
        Network whole = Network.build(sequential(dense(8), tanh(), dense(3)), Shape.of(4), 1);
        Network resumed = Network.build(sequential(dense(8), tanh(), dense(3)), Shape.of(4), 1);
        List<Snapshot> snapshots = new ArrayList<>();
        trainer(whole, "adam(0.02)", "constant")
                .microBatch(3)
                .snapshots(11, snapshots::add)
                .fit(DATA);
        trainer(resumed, "adam(0.02)", "constant")
                .microBatch(3)
                .resume(snapshots.get(1))
                .fit(DATA);
        assertSame(values(whole), values(resumed), "micro-batches");
    }

    @Test
    void theEndOfARunIsGivenBackAtOnce() {
        List<Snapshot> snapshots = new ArrayList<>();
        Network whole = network();
        trainer(whole, "sgd(0.1)", "constant").snapshots(1000, snapshots::add).fit(DATA);
        assertEquals(1, snapshots.size());
        assertTrue(snapshots.get(0).isFinished());
        Network resumed = network();
        List<Integer> steps = new ArrayList<>();
        History history = trainer(resumed, "sgd(0.1)", "constant")
                .resume(snapshots.get(0))
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        steps.add(1);
                    }
                })
                .fit(DATA);
        assertEquals(List.of(), steps);
        assertEquals(6, history.epochs().size());
        assertSame(values(whole), values(resumed), "finished");
    }

    @Test
    void otherSettingsAreNamed() {
        List<Snapshot> snapshots = new ArrayList<>();
        trainer(network(), "sgd(0.1)", "constant").snapshots(5, snapshots::add).fit(DATA);
        Trainer other = trainer(network(), "sgd(0.2)", "constant").batch(20).resume(snapshots.get(0));
        assertEquals(
                "the run cannot be resumed with other settings: optimizer was sgd(learningRate=0.1) and is"
                        + " sgd(learningRate=0.2); batch was 10 and is 20. Start anew, or use the settings of the run.",
                assertThrows(IllegalArgumentException.class, () -> other.fit(DATA))
                        .getMessage());
        Trainer elsewhere = trainer(network(), "sgd(0.1)", "constant").resume(snapshots.get(0));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> elsewhere.fit(Blobs.of(60, 4, 3, DataType.FLOAT32)))
                .getMessage();
        assertTrue(message.contains("data was 62 examples"), message);
    }

    @Test
    void aSnapshotLiesInAFile(@TempDir Path folder) {
        List<Snapshot> snapshots = new ArrayList<>();
        Path file = folder.resolve("model.safetensors.checkpoint");
        Network whole = network();
        trainer(whole, "adam(0.02)", "plateau(1, 0.5)")
                .snapshots(9, snapshot -> {
                    if (snapshots.isEmpty()) {
                        snapshot.write(file);
                    }
                    snapshots.add(snapshot);
                })
                .fit(DATA);
        Snapshot read = Snapshot.read(file);
        assertEquals(snapshots.get(0).values(), read.values());
        Network resumed = network();
        trainer(resumed, "adam(0.02)", "plateau(1, 0.5)").resume(read).fit(DATA);
        assertSame(values(whole), values(resumed), "from a file");
    }

    @Test
    void aModelIsNoCheckpoint(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, new Model(network(), Task.CLASSES, softmaxCrossEntropy(), List.of()));
        assertEquals(
                file
                        + ": not a checkpoint: it may be a model. A checkpoint lies beside its model, as MODEL.checkpoint.",
                assertThrows(ModelFileException.class, () -> Snapshot.read(file))
                        .getMessage());
    }

    @Test
    void aCheckpointOfAnotherFormat(@TempDir Path folder) {
        Path file = folder.resolve("later.checkpoint");
        new Safetensors(Map.of(), Map.of("checkpointVersion", "2\u001b")).write(file);
        assertEquals(
                file + ": a checkpoint of format 2?, but this version of nnkit reads format 1.",
                assertThrows(ModelFileException.class, () -> Snapshot.read(file))
                        .getMessage());
    }

    @Test
    void whatIsNoNumberInASnapshotIsNamed() {
        assertEquals(
                "snapshot: \"step\" is not a number. It was damaged, or made by another program.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Snapshot(Map.of(), Map.of("step", "many")).step())
                        .getMessage());
    }

    @Test
    void threadsMayDiffer() {
        List<Snapshot> snapshots = new ArrayList<>();
        Network whole = network();
        trainer(whole, "sgd(0.1)", "constant")
                .kernels(KernelChoice.best(1))
                .snapshots(9, snapshots::add)
                .fit(DATA);
        Network resumed = network();
        trainer(resumed, "sgd(0.1)", "constant")
                .kernels(KernelChoice.best(2))
                .resume(snapshots.get(0))
                .fit(DATA);
        assertSame(values(whole), values(resumed), "threads");
    }

    @Test
    void whatIsMissingInASnapshotIsNamed() {
        List<Snapshot> snapshots = new ArrayList<>();
        trainer(network(), "sgd(0.1)", "constant").snapshots(5, snapshots::add).fit(DATA);
        Snapshot broken = new Snapshot(Map.of(), snapshots.get(0).values());
        assertEquals(
                "snapshot: \"parameter.0.weight\" is missing. It was made by another version, or another network.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> trainer(network(), "sgd(0.1)", "constant")
                                        .resume(broken)
                                        .fit(DATA))
                        .getMessage());
        assertEquals(
                "trainer: snapshots are made every 1 step or more, but every 0 was asked for.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> trainer(network(), "sgd(0.1)", "constant").snapshots(0, snapshot -> {}))
                        .getMessage());
    }
}
