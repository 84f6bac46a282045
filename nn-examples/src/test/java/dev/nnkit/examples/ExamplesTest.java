package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.Symptom;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonText;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.gradcheck.GradientCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    @Test
    void xorIsLearned() {
        float[] answers = Xor.run();
        for (int i = 0; i < 4; i++) {
            assertEquals(i == 1 || i == 2 ? 1 : 0, answers[i], 0.1, "row " + i);
        }
    }

    /** Classes in the order of their names: daisy, tulip. */
    @Test
    void flowersAreLearnedFromRecords() {
        Tensor answers = Flowers.run();
        assertTrue(answers.at(0, 1) > answers.at(0, 0), answers.toString());
        assertTrue(answers.at(1, 0) > answers.at(1, 1), answers.toString());
    }

    @Test
    void xorIsEvolved() {
        double error = EvolveXor.run();
        assertTrue(error < 0.02, "squared error " + error);
    }

    @Test
    void theHandWrittenLoopLearnsXor() {
        double[] losses = HandWrittenLoop.run();
        assertTrue(losses[0] > 0.1 && losses[1] < 0.01, losses[0] + " before, " + losses[1] + " after");
    }

    @Test
    void theDoctorSeesThatTheLearningRateIsTooHigh() {
        List<Finding> findings = AskTheDoctor.run();
        assertEquals(Symptom.LEARNING_RATE_TOO_HIGH, findings.get(0).symptom(), findings::toString);
    }

    @Test
    void theDocsTellEverySymptom() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "doctor.md"));
        for (Symptom symptom : Symptom.values()) {
            assertTrue(docs.contains("| `" + symptom + "` | "), symptom + " is not in docs/doctor.md");
        }
    }

    @Test
    void digitsAreRecognised() {
        double accuracy = Digits.run(2000, 5);
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }

    @Test
    void handwrittenDigitsAreRecognised() {
        Path folder = Path.of(System.getProperty("nnkit.data", ""), "mnist");
        assumeTrue(Files.isDirectory(folder), "nnkit.data has no folder mnist");
        double accuracy = Mnist.run(folder, 2);
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }

    @Test
    void eightActivationsAreSwapped() {
        Map<String, Double> accuracies = SwapActivations.run();
        assertEquals(8, accuracies.size());
        assertTrue(accuracies.values().stream().allMatch(accuracy -> accuracy >= 0.5), accuracies.toString());
        assertTrue(accuracies.get("tanh") > 0.9, accuracies.toString());
    }

    @Test
    void variantsAreCompared(@TempDir Path folder) {
        Comparison activations = CompareActivations.run(Generators.spirals(100, 1), 2);
        int rates = activations.variants().get(0).grid().size();
        assertTrue(rates >= 5, "the grid begins with five rates");
        assertEquals(3 * 2 * rates + 3 * 2, activations.ran());
        String text = CompareActivations.text(activations);
        assertTrue(text.contains("2 seeds are too few to tell examples.snake(0.5) from relu"), text);
        Comparison factors = CrossFactors.run(Generators.moons(100, 1), folder.resolve("trials.sqlite"));
        assertEquals(8, factors.variants().size());
        assertTrue(new ComparisonText(factors, Conclusions.of(factors, Criteria.standard()))
                .factors()
                .isPresent());
        assertEquals(
                "dense(8) batchNorm tanh dense(8) batchNorm tanh dense(8) batchNorm tanh dense(2)",
                factors.variant("tanh, depth 3, normed").finals().get(0).trial().network());
    }

    @Test
    void piecesOfOnesOwnAreRightAndLearn() {
        Sequential layers = Sequential.parse("dense(8) examples.snake(0.5) examples.scale(1.5) dense(1)");
        Network network = Network.build(layers, Shape.of(2), DataType.FLOAT64, 1);
        Tensor inputs = Tensor.of(Shape.of(4, 2), 0.0, 0, 0, 1, 1, 0, 1, 1);
        GradientCheck.of(network.layer()).on(inputs).verify();
        Dataset xor = Dataset.of(inputs, Tensor.of(Shape.of(4, 1), 0.0, 1, 1, 0));
        History history = Trainer.of(network, Losses.meanSquaredError(), new SignSgd(0.01))
                .epochs(500)
                .batch(4)
                .fit(xor);
        assertTrue(history.last().trainLoss() < 0.05, "loss " + history.last().trainLoss());
        assertEquals(layers, Sequential.parse(layers.toString()));
    }
}
