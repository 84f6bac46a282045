package dev.nnkit.core.train;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.sgd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    private static final Dataset DATA = Blobs.of(60, 4, 2, DataType.FLOAT64);

    private final Network network =
            Network.build(sequential(dense(5), tanh(), dense(2)), Shape.of(4), DataType.FLOAT64, 1);

    private Trainer trainer(double rate) {
        return Trainer.of(network, softmaxCrossEntropy(), sgd(rate)).batch(20).kernels(Kernels.reference());
    }

    @Test
    void everythingIsToldInOrder() {
        List<String> told = new ArrayList<>();
        History history = trainer(0.1)
                .epochs(2)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        told.add("step " + report.step() + " of epoch " + report.epoch() + ", " + report.samples() + "/"
                                + report.size());
                    }

                    @Override
                    public void onEpoch(EpochReport report, Control control) {
                        told.add("epoch " + report.epoch());
                    }

                    @Override
                    public void onEnd(History end, Control control) {
                        told.add("end after " + end.epochs().size());
                    }
                })
                .fit(DATA);
        assertEquals(
                List.of(
                        "step 1 of epoch 1, 20/60",
                        "step 2 of epoch 1, 40/60",
                        "step 3 of epoch 1, 60/60",
                        "epoch 1",
                        "step 4 of epoch 2, 20/60",
                        "step 5 of epoch 2, 40/60",
                        "step 6 of epoch 2, 60/60",
                        "epoch 2",
                        "end after 2"),
                told);
        assertEquals(2, history.epochs().size());
    }

    @Test
    void aListenerStopsInTheMiddleOfAnEpoch() {
        History history = trainer(0.1)
                .epochs(5)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        if (report.step() == 4) {
                            control.stop("enough");
                            control.stop("never told");
                        }
                    }
                })
                .fit(DATA);
        assertEquals(1, history.epochs().size());
        assertEquals("enough", history.stopReason());
    }

    @Test
    void earlyStoppingGivesTheBestEpochBack() {
        // a rate that is far too large makes the loss jump about
        List<List<Tensor>> afterEpoch = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        EarlyStopping stopping = new EarlyStopping(2);
        History history = trainer(30)
                .epochs(40)
                .validation(Blobs.of(50, 4, 2, DataType.FLOAT64))
                .listener(stopping)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport report, Control control) {
                        afterEpoch.add(values());
                        losses.add(report.watchedLoss());
                    }
                })
                .fit(DATA);
        int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertEquals(best + 1, stopping.bestEpoch());
        assertEquals(best + 3, history.epochs().size(), "two epochs without a better loss");
        List<Tensor> expected = afterEpoch.get(best);
        List<Tensor> actual = values();
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).sameBits(actual.get(i)), "parameter " + i);
        }
        String reason = history.stopReason();
        assertNotNull(reason);
        assertTrue(reason.startsWith("early stopping: no better loss than"), reason);
    }

    private List<Tensor> values() {
        return network.parameters().stream().map(p -> p.value().copy()).toList();
    }

    @Test
    void earlyStoppingChecksItsSettings() {
        assertEquals(
                "early stopping: patience must be 1 epoch or more but is 0.",
                assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0))
                        .getMessage());
        assertEquals(
                "early stopping: the minimum gain must be 0 or more but is NaN.",
                assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, Double.NaN))
                        .getMessage());
    }

    @Test
    void theFirstNanStopsTheRunAndItsOriginIsNamed() {
        Dataset dirty = DATA.slice(0, 60);
        dirty.inputs().get(0).set(45 * 4 + 1, Double.NaN);
        List<Tensor> before = new ArrayList<>();
        History history = trainer(0.1)
                .inOrder()
                .epochs(3)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        before.clear();
                        before.addAll(values());
                    }
                })
                .fit(dirty);
        assertTrue(history.diverged());
        assertEquals(
                "the loss became NaN in step 3. The input holds NaN, in row 5 of the batch."
                        + " Clean the data: every number must be finite.",
                history.stopReason());
        List<Tensor> after = values();
        for (int i = 0; i < after.size(); i++) {
            assertTrue(before.get(i).sameBits(after.get(i)), "step 3 was not carried out");
        }
    }

    @Test
    void aLayerThatMakesNanIsNamed() {
        network.parameters().get(2).value().set(3, 1e200);
        network.parameters().get(0).value().fill(1e200);
        Tensor large = DATA.inputs().get(0).copy();
        for (int i = 0; i < large.size(); i++) {
            large.set(i, i % 2 == 0 ? 1e200 : -1e200);
        }
        History history =
                trainer(0.1).epochs(1).fit(Dataset.of(large, DATA.targets().get(0)));
        String reason = history.stopReason();
        assertNotNull(reason);
        assertTrue(reason.contains("It first appears in the output of layer \"0\", dense(5)."), reason);
    }

    @Test
    void theLogHasALineForEachEpoch(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log.csv");
        trainer(0.1)
                .epochs(3)
                .metric(new Accuracy())
                .validation(DATA)
                .listener(new CsvLog(file))
                .fit(DATA);
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                "epoch,step,rateFactor,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds,samplesPerSecond",
                lines.get(0));
        assertEquals(4, lines.size());
        assertTrue(lines.get(3).startsWith("3,9,1.0,"), lines.get(3));
        assertEquals(9, lines.get(3).split(",", -1).length);
    }

    @Test
    void aLogThatCannotBeWrittenSaysSo(@TempDir Path folder) {
        Path file = folder.resolve("no/such/log.csv");
        String message = assertThrows(
                        UncheckedIOException.class,
                        () -> trainer(0.1).epochs(1).listener(new CsvLog(file)).fit(DATA))
                .getMessage();
        assertEquals(file + ": cannot be written: its folder does not exist.", message);
    }

    @Test
    void historyWithoutAnEpochHasNoLast() {
        History history = trainer(0.1)
                .epochs(1)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report, Control control) {
                        control.stop("at once");
                    }
                })
                .fit(DATA);
        assertNull(history.epochs().stream().findFirst().orElse(null));
        assertEquals(
                "no epoch was finished: at once",
                assertThrows(IllegalStateException.class, history::last).getMessage());
    }
}
