package dev.nnkit.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.optimizer.Optimizers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRecorderTest {
    private static final Dataset SPIRALS = Generators.byName("spirals", 300, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(8) tanh dense(2)",
                "dense(8) batchNorm relu dropout(0.3) residual(dense(8) tanh) dense(2)",
                "frozen(dense(8)) relu dense(2)"
            })
    void watchingChangesNoBit(String layers) {
        Case one = Case.of(SPIRALS, layers, "adam(0.01)", 4);
        Network alone = one.train();
        Network watched = one.train(new Doctor());
        for (int i = 0; i < alone.parameters().size(); i++) {
            assertTrue(
                    alone.parameters()
                            .get(i)
                            .value()
                            .sameBits(watched.parameters().get(i).value()),
                    alone.parameters().get(i).path());
        }
    }

    @Test
    void theFiguresAreThoseOfTheNetwork() {
        // y = relu(x * [1 -1]), then their difference; x = 1, 2, 3: the second unit never fires
        Dataset data = Dataset.of(Tensor.of(Shape.of(3, 1), 1f, 2, 3), Tensor.of(Shape.of(3, 1), 0f, 0, 0));
        Network network = Network.build(
                Sequential.parse("dense(2, bias=false) relu dense(1, bias=false)"), Shape.of(1), DataType.FLOAT64, 1);
        network.parameters().get(0).value().set(Tensor.of(Shape.of(1, 2), 1.0, -1));
        network.parameters().get(1).value().set(Tensor.of(Shape.of(2, 1), 1.0, -1));
        Examination examination = new Examination(Objective.of(network, Losses.meanSquaredError()), data);
        EpochHealth health = examination.run(7, new UpdateWatch());
        assertEquals(7, health.epoch());
        assertEquals(3, health.examples());
        assertEquals(14.0 / 3, health.loss(), 1e-12);
        assertEquals(
                List.of("0", "1", "2"),
                health.layers().stream().map(LayerHealth::path).toList());
        LayerHealth relu = health.layers().get(1);
        assertEquals(new LayerHealth.Units(2, 1, 0), relu.units());
        assertEquals(1, relu.mean(), 1e-12);
        assertEquals(14.0 / 6 - 1, relu.variance(), 1e-12);
        // dL/dy = 2 y / 3 at the output: sqrt(3 * 4 / 9 * 14); twice that sum of squares behind two weights of size 1
        assertEquals(Math.sqrt(3 * 4.0 / 9 * 14), health.layers().get(2).gradientNorm(), 1e-12);
        assertEquals(Math.sqrt(2 * 3 * 4.0 / 9 * 14), relu.gradientNorm(), 1e-12);
        // the first weights: 2/3 * sum x * x for the unit that fires, 0 for the other
        assertEquals(28.0 / 3, health.layers().get(0).weightGradientNorm(), 1e-12);
        assertTrue(Double.isNaN(relu.weightGradientNorm()) && Double.isNaN(relu.updateRatio()));
    }

    @Test
    void updatesAreMeasuredAgainstTheWeights() {
        HealthRecorder recorder = new HealthRecorder();
        // one weight: the gradient of w^2 is 2 w, so every update of sgd(0.1) takes a fifth of it
        Dataset data = Dataset.of(Tensor.of(Shape.of(4, 1), 1f, 1, 1, 1), Tensor.of(Shape.of(4, 1), 0f, 0, 0, 0));
        Network network = Network.build(Sequential.parse("dense(1, bias=false)"), Shape.of(1), 1);
        network.parameters().get(0).value().set(0, 1);
        Trainer.of(network, Losses.meanSquaredError(), Optimizers.sgd(0.1))
                .epochs(3)
                .batch(2)
                .listener(recorder)
                .fit(data);
        for (EpochHealth epoch : recorder.epochs()) {
            assertEquals(0.2, epoch.layers().get(0).updateRatio(), 1e-6);
        }
        assertEquals(3, recorder.epochs().size());
    }

    @Test
    void layersOfAGraphAreNamedByPath() {
        Graph graph = Graph.inputs("x")
                .layer("first", Sequential.parse("dense(8)"))
                .layer("bend", Activations.tanh())
                .layer("second", Sequential.parse("dense(8) relu"))
                .layer("head", Sequential.parse("dense(2)"))
                .call("a", "first", "x")
                .call("b", "bend", "a")
                .call("c", "second", "b")
                .call("again", "bend", "c")
                .call("y", "head", "again")
                .outputs("y");
        Network network = Network.build(graph, Shape.of(2), 1);
        HealthRecorder recorder = new HealthRecorder();
        Doctor doctor = new Doctor();
        Trainer.of(network, Losses.softmaxCrossEntropy(), Optimizers.adam(0.01))
                .epochs(3)
                .listener(recorder)
                .listener(doctor)
                .fit(SPIRALS);
        assertEquals(
                List.of("first.0", "bend", "second.0", "second.1", "head.0"),
                recorder.epochs().get(0).layers().stream()
                        .map(LayerHealth::path)
                        .toList());
        assertEquals(recorder.epochs(), doctor.health());
    }
}
