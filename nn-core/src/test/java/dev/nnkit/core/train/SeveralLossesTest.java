package dev.nnkit.core.train;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One trunk, two outputs, two losses. */
class SeveralLossesTest {
    private static final Graph TWO_HEADS = Graph.inputs("x")
            .layer("trunk", sequential(dense(8), tanh()))
            .layer("kind", dense(2))
            .layer("size", dense(1))
            .call("hidden", "trunk", "x")
            .call("class", "kind", "hidden")
            .call("value", "size", "hidden")
            .outputs("class", "value");

    private final Network network = Network.build(TWO_HEADS, List.of(Shape.of(4)), DataType.FLOAT64, 1);
    private final Dataset data = data();

    private static Dataset data() {
        Dataset blobs = Blobs.of(40, 4, 2, DataType.FLOAT64);
        Tensor sums = Tensor.zeros(DataType.FLOAT64, Shape.of(40, 1));
        for (int row = 0; row < 40; row++) {
            sums.set(
                    row,
                    blobs.inputs().get(0).at(row, 0) - blobs.inputs().get(0).at(row, 3));
        }
        return Dataset.of(blobs.inputs(), List.of(blobs.targets().get(0), sums));
    }

    private Objective objective(double ofClass, double ofValue) {
        return Objective.of(
                network,
                List.of(
                        new Objective.Term(softmaxCrossEntropy(), ofClass),
                        new Objective.Term(meanSquaredError(), ofValue)));
    }

    @Test
    void bothAreLearned() {
        History history = Trainer.of(objective(1, 0.5), adam(0.02))
                .epochs(60)
                .kernels(Kernels.reference())
                .fit(data);
        assertTrue(history.last().trainLoss() < 0.1, "loss " + history.last().trainLoss());
    }

    @Test
    void theGradientIsTheSlopeOfTheWeightedSum() {
        Objective objective = objective(0.7, 0.3);
        StepContext step = StepContext.checking(Kernels.reference(), true, 1);
        step.begin(1, 0);
        Batch batch =
                new Batch(data.inputs(), data.targets().stream().map(Target::of).toList());
        double[] weights = objective.weights(batch);
        Gradients gradients = Gradients.of(network.parameters());
        objective.evaluate(batch, weights, gradients, step);
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                double value = parameter.value().get(i);
                double h = 1e-5;
                parameter.value().set(i, value + h);
                double above = value(objective, batch, weights);
                parameter.value().set(i, value - h);
                double below = value(objective, batch, weights);
                parameter.value().set(i, value);
                double numeric = (above - below) / (2 * h);
                assertEquals(
                        numeric,
                        gradients.sum(parameter).get(i),
                        1e-8 + 1e-6 * Math.abs(numeric),
                        parameter.path() + " " + i);
            }
        }
    }

    private static double value(Objective objective, Batch batch, double[] weights) {
        StepContext step = StepContext.inference(Kernels.reference());
        step.begin(0, 0);
        return objective.infer(batch, weights, step).value();
    }

    @Test
    void aFactorOfZeroTurnsALossOff() {
        Tensor before = network.parameters().get(4).value().copy();
        Trainer.of(objective(1, 0), adam(0.02))
                .epochs(2)
                .kernels(Kernels.reference())
                .fit(data);
        assertEquals("size.weight", network.parameters().get(4).path());
        assertTrue(before.sameBits(network.parameters().get(4).value()));
    }

    @Test
    void thereIsOneLossForEachOutput() {
        assertEquals(
                "objective: the network has 2 outputs but there are 1 losses. Give one for each output.",
                assertThrows(IllegalArgumentException.class, () -> Objective.of(network, meanSquaredError()))
                        .getMessage());
        assertEquals(
                "objective: the factor of meanSquaredError must be 0 or more and finite but is -1.0.",
                assertThrows(IllegalArgumentException.class, () -> objective(1, -1))
                        .getMessage());
    }
}
