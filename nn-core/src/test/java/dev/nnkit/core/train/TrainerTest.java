package dev.nnkit.core.train;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static dev.nnkit.optimizer.Optimizers.sgd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.network.Network;
import dev.nnkit.optimizer.Schedules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Dataset DATA = Blobs.of(101, 6, 3, DataType.FLOAT64);

    private static Network network(LayerSpec... layers) {
        return Network.build(sequential(layers), Shape.of(6), DataType.FLOAT64, 1);
    }

    private static List<Tensor> values(Network network) {
        return network.parameters().stream().map(p -> p.value().copy()).toList();
    }

    private static boolean same(List<Tensor> a, List<Tensor> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).sameBits(b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network, softmaxCrossEntropy(), adam(0.01)).kernels(Kernels.reference());
    }

    @Test
    void learnsAndReports() {
        History history = trainer(network(dense(8), tanh(), dense(3)))
                .epochs(20)
                .batch(16)
                .metric(new Accuracy())
                .validation(Blobs.of(60, 6, 3, DataType.FLOAT64))
                .fit(DATA);
        EpochReport last = history.last();
        assertEquals(20, history.epochs().size());
        assertEquals(20 * 7, last.step(), "the last batch of 5 is kept");
        assertTrue(last.trainLoss() < 0.3, "loss " + last.trainLoss());
        assertTrue(last.validationMetric("accuracy") > 0.9, last.toString());
        assertEquals(
                "epoch report: there is no \"r2\" on validation data: it measured [accuracy].",
                assertThrows(IllegalStateException.class, () -> last.validationMetric("r2"))
                        .getMessage());
        assertNull(history.stopReason());
        assertFalse(history.diverged());
    }

    @Test
    void theHandWrittenLoopGivesTheSameBits() {
        Network byTrainer = network(dense(8), tanh(), dropout(0.3), dense(3));
        trainer(byTrainer).inOrder().epochs(2).batch(16).seed(5).fit(DATA);

        Network byHand = network(dense(8), tanh(), dropout(0.3), dense(3));
        Loss loss = softmaxCrossEntropy();
        Gradients gradients = Gradients.of(byHand.parameters());
        Updater updater = new Updater(adam(0.01), byHand.parameters());
        StepContext step = StepContext.training(Kernels.reference(), 5);
        long n = 0;
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int from = 0; from < DATA.size(); from += 16) {
                Dataset batch = DATA.slice(from, Math.min(DATA.size(), from + 16));
                Target target = Target.of(batch.targets().get(0));
                step.begin(++n, 0);
                gradients.zero();
                Layer.Forward forward = byHand.layer().forward(batch.inputs().get(0), step);
                Loss.Evaluation error = loss.evaluate(forward.output(), target, 1 / loss.weight(target), step);
                forward.pullback().parametersOnly(error.gradient(), gradients);
                step.commit();
                updater.update(gradients, 1, n, step.kernels());
            }
        }
        assertTrue(same(values(byTrainer), values(byHand)));
    }

    @Test
    void microBatchesAreSummedFromZeroAndAddedInOrder() {
        Network inParts = network(dense(8), tanh(), dense(3));
        trainer(inParts).inOrder().epochs(1).batch(DATA.size()).microBatch(30).fit(DATA);

        Network byHand = network(dense(8), tanh(), dense(3));
        Objective objective = Objective.of(byHand, softmaxCrossEntropy());
        StepContext step = StepContext.training(Kernels.reference(), 1);
        Gradients total = Gradients.of(byHand.parameters());
        for (int from = 0; from < DATA.size(); from += 30) {
            Dataset part = DATA.slice(from, Math.min(DATA.size(), from + 30));
            Gradients sums = Gradients.of(byHand.parameters());
            step.begin(1, from / 30);
            Batch batch =
                    new Batch(part.inputs(), List.of(Target.of(part.targets().get(0))));
            objective.evaluate(batch, new double[] {DATA.size()}, sums, step);
            total.addAll(sums);
        }
        new Updater(adam(0.01), byHand.parameters()).update(total, 1, 1, Kernels.reference());
        assertTrue(same(values(inParts), values(byHand)));

        Network whole = network(dense(8), tanh(), dense(3));
        trainer(whole).inOrder().epochs(1).batch(DATA.size()).fit(DATA);
        for (int i = 0; i < whole.parameters().size(); i++) {
            Tensor expected = whole.parameters().get(i).value();
            Tensor actual = inParts.parameters().get(i).value();
            for (int j = 0; j < expected.size(); j++) {
                assertEquals(expected.get(j), actual.get(j), 1e-9, "up to rounding, element " + j + " of " + i);
            }
        }
    }

    @Test
    void layersThatMixExamplesKeepTheirBatches() {
        Network whole = network(dense(8), batchNorm(), dense(3));
        Network asked = network(dense(8), batchNorm(), dense(3));
        trainer(whole).epochs(1).batch(50).fit(DATA.slice(0, 100));
        trainer(asked).epochs(1).batch(50).microBatch(10).fit(DATA.slice(0, 100));
        assertTrue(same(values(whole), values(asked)));
    }

    @Test
    void theOrderDependsOnTheSeedAlone() {
        Network first = network(dense(3));
        Network again = network(dense(3));
        Network other = network(dense(3));
        trainer(first).epochs(2).seed(1).fit(DATA);
        trainer(again).epochs(2).seed(1).fit(DATA);
        trainer(other).epochs(2).seed(2).fit(DATA);
        assertTrue(same(values(first), values(again)));
        assertFalse(same(values(first), values(other)));
    }

    @Test
    void theRateOfEachStepComesFromTheSchedule() {
        Network plain = network(dense(3));
        Network halved = network(dense(3));
        Trainer.of(plain, softmaxCrossEntropy(), sgd(0.05))
                .epochs(1)
                .kernels(Kernels.reference())
                .fit(DATA);
        List<Double> observed = new ArrayList<>();
        Schedule half = horizon -> new Schedule.Course() {
            @Override
            public double factor(long step) {
                return 0.5;
            }

            @Override
            public void observe(double metric) {
                observed.add(metric);
            }
        };
        History history = Trainer.of(halved, softmaxCrossEntropy(), sgd(0.1))
                .epochs(1)
                .schedule(half)
                .kernels(Kernels.reference())
                .fit(DATA);
        assertTrue(same(values(plain), values(halved)));
        assertEquals(List.of(history.last().trainLoss()), observed);
        assertEquals(0.5, history.last().rateFactor());
    }

    @Test
    void aScheduleIsToldHowLongTheRunIs() {
        List<Schedule.Horizon> horizons = new ArrayList<>();
        trainer(network(dense(3)))
                .epochs(4)
                .batch(25)
                .schedule(horizon -> {
                    horizons.add(horizon);
                    return Schedules.constant().start(horizon);
                })
                .fit(DATA);
        assertEquals(List.of(new Schedule.Horizon(20, 5)), horizons);
    }

    @Test
    void aStrategyMayEvaluateTwiceAndMetricsCountOnce() {
        Network once = network(dense(3), dropout(0.5));
        Network twice = network(dense(3), dropout(0.5));
        History first = trainer(once).epochs(2).metric(new Accuracy()).fit(DATA);
        History second = trainer(twice)
                .epochs(2)
                .metric(new Accuracy())
                .strategy(step -> {
                    step.evaluate();
                    double loss = step.evaluate();
                    step.update();
                    return loss;
                })
                .fit(DATA);
        assertTrue(same(values(once), values(twice)), "the same random numbers each time");
        assertEquals(first.last().trainMetrics(), second.last().trainMetrics());
    }

    @Test
    void onlyWhatIsTrainableMoves() {
        Network network = network(dense(8), tanh(), dense(3));
        List<Tensor> before = values(network);
        trainer(network).trainable(p -> p.path().startsWith("2.")).epochs(1).fit(DATA);
        List<Tensor> after = values(network);
        List<Parameter> parameters = network.parameters();
        for (int i = 0; i < before.size(); i++) {
            boolean moved = !before.get(i).sameBits(after.get(i));
            assertEquals(
                    parameters.get(i).path().startsWith("2."),
                    moved,
                    parameters.get(i).path());
        }
    }

    @Test
    void examplesOfWeightZeroChangeNothing() {
        Tensor weights = Tensor.zeros(DataType.FLOAT64, Shape.of(DATA.size()));
        weights.fill(1);
        for (int i = 50; i < DATA.size(); i++) {
            weights.set(i, 0);
        }
        Network some = network(dense(3));
        Network weighted = network(dense(3));
        trainer(some).inOrder().epochs(3).batch(50).fit(DATA.slice(0, 50));
        trainer(weighted).inOrder().epochs(3).batch(DATA.size()).fit(DATA.withExampleWeights(weights));
        for (int i = 0; i < some.parameters().size(); i++) {
            Tensor expected = some.parameters().get(i).value();
            for (int j = 0; j < expected.size(); j++) {
                assertEquals(
                        expected.get(j), weighted.parameters().get(i).value().get(j), 1e-12);
            }
        }
    }

    @Test
    void aNumberNetworkLearnsNumbers() {
        Tensor x = Tensor.zeros(DataType.FLOAT64, Shape.of(64, 1));
        Tensor y = Tensor.zeros(DataType.FLOAT64, Shape.of(64, 1));
        for (int i = 0; i < 64; i++) {
            x.set(i, i / 32.0 - 1);
            y.set(i, 3 * x.get(i) - 1);
        }
        Network network = Network.build(sequential(dense(1)), Shape.of(1), DataType.FLOAT64, 1);
        Trainer.of(network, meanSquaredError(), sgd(0.3))
                .epochs(60)
                .kernels(Kernels.reference())
                .fit(Dataset.of(x, y));
        assertEquals(3, network.parameters().get(0).value().get(0), 1e-3);
        assertEquals(-1, network.parameters().get(1).value().get(0), 1e-3);
    }

    @Test
    void reluIsFineToo() {
        History history =
                trainer(network(dense(16), relu(), dense(3))).epochs(20).fit(DATA);
        assertTrue(history.last().trainLoss() < history.epochs().get(0).trainLoss() / 2);
    }
}
