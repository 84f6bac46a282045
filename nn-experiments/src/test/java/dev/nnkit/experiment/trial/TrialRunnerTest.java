package dev.nnkit.experiment.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.diagnosis.Symptom;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialRunnerTest {
    private final TrialData moons = Samples.moons();

    @Test
    void theSameTrialGivesTheSameResult() {
        Trial trial = Samples.trial(moons, 1, Purpose.FINAL);
        TrialResult first = TrialRunner.run(trial, Supplies.of(moons)).result();
        assertEquals(first, TrialRunner.run(trial, Supplies.of(moons)).result());
        assertEquals(2, first.curve().size());
        assertEquals(2, first.health().size());
        assertEquals(3, first.health().get(0).layers().size());
        assertFalse(first.failed());
        assertTrue(first.validationScore() > 0.4);
    }

    @Test
    void theTestScoreIsThatOfItsRows() {
        Trial trial = Samples.trial(moons, 1, Purpose.FINAL);
        TestScore test = TrialRunner.run(trial, Supplies.of(moons)).result().test();
        assertNotNull(test);
        assertEquals(40, test.rows());
        int right = 0;
        for (boolean one : test.rightRows()) {
            right += one ? 1 : 0;
        }
        assertEquals(right / 40.0, test.score());
        assertEquals(Math.sqrt(test.score() * (1 - test.score()) / 40), test.standardError(), 1e-15);
    }

    private static TestScore onSine(Score score) {
        TrialData sine = TrialData.of("sine", Generators.sine(100, 1), Generators.sine(50, 2));
        TrainingSettings settings = new TrainingSettings(
                "adam", 0.01, "constant", List.of(), "meanSquaredError", 1, 16, 0.2, DataType.FLOAT64, score);
        Trial trial = new Trial("dense(4) tanh dense(1)", settings, sine.reference(), 1, Purpose.FINAL);
        TestScore test = TrialRunner.run(trial, Supplies.of(sine)).result().test();
        assertNotNull(test);
        return test;
    }

    @Test
    void numbersHaveAnErrorInTheirOwnUnit() {
        TestScore test = onSine(Score.ROOT_MEAN_SQUARED_ERROR);
        assertEquals(Math.sqrt(test.loss()), test.score(), 1e-12);
        assertTrue(test.standardError() > 0 && test.standardError() < test.score());
        assertFalse(test.hasRight());
        assertThrows(IllegalStateException.class, test::rightRows);
    }

    @Test
    void theRowsSharesHaveTheScoreAsTheirMean() {
        for (Score score : List.of(Score.ROOT_MEAN_SQUARED_ERROR, Score.R_SQUARED)) {
            TestScore test = onSine(score);
            double[] shares = test.rowShares();
            assertEquals(50, shares.length);
            assertEquals(test.score(), Arrays.stream(shares).average().orElseThrow(), 1e-6, score.toString());
            double variance = Arrays.stream(shares)
                            .map(share -> Math.pow(share - test.score(), 2))
                            .sum()
                    / 49;
            assertEquals(Math.sqrt(variance / 50), test.standardError(), 1e-6, score.toString());
        }
    }

    /** Same seed: the weights of two variants are the same normal numbers, each times its activation's gain. */
    @Test
    void firstWeightsDifferByTheRatioOfTheGains() {
        Activation own = new Doubled();
        for (Activation activation : List.of(Activations.tanh(), Activations.gelu(), own)) {
            List<Parameter> relu = weights(Activations.relu());
            List<Parameter> other = weights(activation);
            assertEquals(relu.size(), other.size());
            for (int p = 0; p < relu.size(); p++) {
                Tensor a = relu.get(p).value();
                Tensor b = other.get(p).value();
                boolean isLast = relu.get(p).path().startsWith("4");
                double ratio =
                        isLast ? 1 : activation.gain() / Activations.relu().gain();
                for (int i = 0; i < a.size(); i++) {
                    assertEquals(a.get(i) * ratio, b.get(i), 1e-14 * Math.abs(b.get(i)));
                }
            }
        }
    }

    private static List<Parameter> weights(Activation activation) {
        LayerSpec spec = new Sequential(Sequential.parse("dense(8) relu dense(6) relu dense(2)").layers().stream()
                .map(layer -> layer instanceof Activation ? activation : layer)
                .toList());
        return Network.build(spec, Shape.of(2), DataType.FLOAT64, 7).parameters();
    }

    private record Doubled() implements Activation {
        @Override
        public double apply(double x) {
            return 2 * x;
        }

        @Override
        public double derivative(double x, double y) {
            return 2;
        }
    }

    @Test
    void aTuningTrialDoesNotSeeTheTestRows() {
        TrialData poisoned = TrialData.of("moons", moons.training(), unreadable(moons.test()));
        TrialResult tuned = TrialRunner.run(Samples.trial(poisoned, 1, Purpose.TUNING), Supplies.of(poisoned))
                .result();
        assertNull(tuned.test());
        assertEquals(
                TrialRunner.run(Samples.trial(moons, 1, Purpose.TUNING), Supplies.of(moons))
                        .result(),
                tuned);
        assertThrows(
                IllegalArgumentException.class,
                () -> TrialRunner.run(Samples.trial(poisoned, 1, Purpose.FINAL), Supplies.of(poisoned)));
    }

    /** Rows with classes that no network has: whoever looks at them fails. */
    static Dataset unreadable(Dataset rows) {
        int[] classes = new int[rows.size()];
        java.util.Arrays.fill(classes, 99);
        return Dataset.of(rows.inputs().get(0), Tensor.ofInts(Shape.of(classes.length), classes));
    }

    @Test
    void divergingIsAResult() {
        TrainingSettings wild = new TrainingSettings(
                "sgd",
                1e30,
                "constant",
                List.of(),
                "softmaxCrossEntropy",
                3,
                16,
                0.2,
                DataType.FLOAT32,
                Score.ACCURACY);
        Trial trial = new Trial("dense(8) relu dense(8) relu dense(2)", wild, moons.reference(), 1, Purpose.FINAL);
        TrialResult result = TrialRunner.run(trial, Supplies.of(moons)).result();
        Failure failure = result.failure();
        assertNotNull(failure);
        assertEquals(1, failure.epoch());
        assertTrue(failure.step() >= 2 && failure.step() <= 6, failure.toString());
        assertTrue(failure.reason().startsWith("the loss became "), failure.reason());
        assertTrue(Double.isNaN(result.validationScore()));
        assertTrue(Double.isNaN(result.testScore()));
        assertEquals(Symptom.NOT_FINITE, result.findings().get(0).symptom());
    }

    @Test
    void otherDataAreRefused() {
        Trial trial = Samples.trial(moons, 1, Purpose.FINAL);
        TrialData other = TrialData.of("others", Generators.moons(120, 5), Generators.moons(40, 2));
        assertEquals(
                "trial: is about data with SHA-256 " + moons.reference().sha256() + " but was given others, which has "
                        + other.reference().sha256() + ".",
                assertThrows(IllegalArgumentException.class, () -> TrialRunner.run(trial, Supplies.of(other)))
                        .getMessage());
    }

    @Test
    void theCommitIsWhatTheBuildWroteOrNotKnown() {
        assertEquals("0a1b2c-dirty", Provenance.commitOf("0a1b2c-dirty\n"));
        assertNull(Provenance.commitOf("\n"));
        assertNull(Provenance.commitOf("${nnkit.commit}\n"));
    }

    @Test
    void provenanceNamesNoPlace() {
        Provenance here = TrialRunner.run(Samples.trial(moons, 1, Purpose.TUNING), Supplies.of(moons))
                .provenance();
        assertTrue(here.processors() >= 1);
        assertTrue(here.flags().stream().noneMatch(flag -> flag.contains("/")), here.toString());
        assertFalse(here.toString().contains(System.getProperty("user.dir")));
    }
}
