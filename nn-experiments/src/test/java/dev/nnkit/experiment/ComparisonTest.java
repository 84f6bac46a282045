package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.execution.SeparateProcesses;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialData;
import dev.nnkit.experiment.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private final Dataset training = Generators.moons(100, 1);
    private final Dataset test = Generators.moons(40, 2);

    private ComparisonPlan small(String text) {
        return Comparison.of(network(text))
                .on(training, test)
                .epochs(1)
                .batch(20)
                .seeds(2);
    }

    private static String message(ComparisonPlan plan) {
        return assertThrows(IllegalArgumentException.class, plan::run).getMessage();
    }

    /** Of a user; no plug-in knows it. */
    private record Bent(double slope) implements Activation {
        @Override
        public double apply(double x) {
            return x > 0 ? x : slope * x;
        }

        @Override
        public double derivative(double x, double y) {
            return x > 0 ? 1 : slope;
        }
    }

    @Test
    void everyVariantGetsTheSameSeedsAndAsManyRates() {
        List<TrialRecord> seen = new ArrayList<>();
        int[] announced = new int[1];
        Comparison result = small("dense(6) ? dense(2)")
                .activations("relu", "tanh", new Bent(0.25))
                .rateGrid(3)
                .listener(new ComparisonListener() {
                    @Override
                    public void onStart(int trials) {
                        announced[0] = trials;
                    }

                    @Override
                    public void onTrial(TrialRecord record, boolean reused) {
                        seen.add(record);
                    }
                })
                .run();
        assertEquals(3 * 2 * 3 + 3 * 2, announced[0]);
        assertEquals(announced[0], seen.size());
        assertEquals(announced[0], result.ran());
        assertEquals("relu", result.baseline());
        assertEquals(Score.ACCURACY, result.score());
        assertEquals(List.of(1L, 2L), result.seeds());
        assertEquals(List.of("relu", "tanh", "Bent[slope=0.25]"), labels(result));
        for (VariantResult variant : result.variants()) {
            assertArrayEquals(
                    new double[] {1e-4, 1e-3, 1e-2},
                    variant.grid().stream()
                            .mapToDouble(RateResult::learningRate)
                            .toArray());
            variant.grid().forEach(rate -> assertEquals(2, rate.trials().size()));
            assertEquals(2, variant.testScores().length);
            for (int i = 0; i < 2; i++) {
                assertEquals(i + 1, variant.finals().get(i).trial().seed());
            }
        }
    }

    private static List<String> labels(Comparison result) {
        return result.variants().stream()
                .map(variant -> variant.variant().label())
                .toList();
    }

    /** Running a trial for the test again repeats the bits of the one that was tuned with. */
    @Test
    void finalTrialsRepeatThoseOfTheChosenRate() {
        Comparison result = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .rateGrid(2)
                .run();
        for (VariantResult variant : result.variants()) {
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        variant.chosen().trials().get(i).result().curve(),
                        variant.finals().get(i).result().curve());
            }
        }
    }

    @Test
    void twoFactorsAreCrossed() {
        Comparison result = small("{dense(?width) ?} dense(2)")
                .activations("relu", "tanh")
                .depths(1, 2)
                .vary("width", 4)
                .rates(0.01)
                .run();
        assertEquals(
                List.of(
                        "relu, depth 1, width 4",
                        "relu, depth 2, width 4",
                        "tanh, depth 1, width 4",
                        "tanh, depth 2, width 4"),
                labels(result));
        VariantResult last = result.variant("tanh, depth 2, width 4");
        assertEquals(
                "dense(4) tanh dense(4) tanh dense(2)",
                last.finals().get(0).trial().network());
        assertEquals(
                "{activation=tanh, depth=depth 2, width=width 4}",
                last.variant().levels().toString());
    }

    @Test
    void anythingElseVariesToo() {
        Comparison result = small("dense(6, initializer=?start) relu ?norm dense(2)")
                .optimizers("adam", "sgd(0.1)")
                .vary("start", "heNormal", "normal(0.1)")
                .vary("norm", "", "batchNorm")
                .vary(Factor.of(
                        "course",
                        Factor.Level.of("flat", design -> design.schedule("constant")),
                        Factor.Level.of(
                                "small", design -> design.schedule("cosine").batchSize(10))))
                .rateGrid(1)
                .seeds(1)
                .run();
        assertEquals(16, result.variants().size());
        VariantResult variant = result.variant("sgd(0.1), normal(0.1), no norm, small");
        var trial = variant.finals().get(0).trial();
        assertEquals("dense(6, initializer=normal(0.1)) relu dense(2)", trial.network());
        assertEquals("sgd(learningRate=0.1)", trial.settings().optimizerText());
        assertEquals("cosine", trial.settings().schedule());
        assertEquals(10, trial.settings().batchSize());
    }

    /** The choice, and everything before it, is the same whatever the test rows say. */
    @Test
    void testRowsDoNotInfluenceTheChoice() {
        int[] classes = test.targets().get(0).ints();
        int[] turned = Arrays.stream(classes).map(c -> 1 - c).toArray();
        Dataset wrong = Dataset.of(test.inputs().get(0), Tensor.ofInts(Shape.of(turned.length), turned));
        Comparison honest =
                small("dense(6) ? dense(2)").activations("relu", "tanh").run();
        Comparison turnedAround = small("dense(6) ? dense(2)")
                .on(training, wrong)
                .activations("relu", "tanh")
                .run();
        for (int i = 0; i < 2; i++) {
            VariantResult one = honest.variants().get(i);
            VariantResult other = turnedAround.variants().get(i);
            assertEquals(one.learningRate(), other.learningRate());
            for (int rate = 0; rate < one.grid().size(); rate++) {
                for (int seed = 0; seed < 2; seed++) {
                    TrialRecord tuned = one.grid().get(rate).trials().get(seed);
                    assertEquals(Purpose.TUNING, tuned.trial().purpose());
                    assertEquals(
                            tuned.result(),
                            other.grid().get(rate).trials().get(seed).result());
                }
            }
            for (int seed = 0; seed < 2; seed++) {
                assertEquals(1 - one.testScores()[seed], other.testScores()[seed], 1e-12);
            }
        }
    }

    @Test
    void aBestRateAtTheEdgeIsToldAndSoIsNoTuning() {
        Comparison result = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .rates(1e-7, 1e-6)
                .run();
        for (String warning : result.warnings()) {
            assertTrue(
                    warning.matches(
                            "(relu|tanh): its best learning rate, 1.0E-[67], is the (lowest|highest) of the grid,"
                                    + " so that a (lower|higher) one may be better still. Extend the grid."),
                    warning);
        }
        assertEquals(2, result.warnings().size());
        assertEquals(
                List.of("No learning rate was tuned: a variant that needs another one than 0.01 is at a disadvantage."),
                small("dense(6) ? dense(2)")
                        .activations("relu", "tanh")
                        .rates(0.01)
                        .run()
                        .warnings());
    }

    @Test
    void failuresCountAgainstARate() {
        Comparison result = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .optimizer("sgd")
                .rates(1e-9, 1e35)
                .run();
        VariantResult relu = result.variant("relu");
        assertEquals(2, relu.grid().get(1).failures());
        assertTrue(Double.isNaN(relu.grid().get(1).meanValidationScore()));
        assertEquals(1e-9, relu.learningRate());
        Comparison allFail = small("dense(6) ? dense(2)")
                .activations("relu", "selu")
                .optimizer("sgd")
                .rates(1e35)
                .run();
        assertEquals(2, allFail.variant("relu").failures());
        assertTrue(Double.isNaN(allFail.variant("relu").meanTestScore()));
    }

    @Test
    void whatWasRunIsNotRunAgain(@TempDir Path folder) {
        Path store = folder.resolve("trials.sqlite");
        Comparison first = small("dense(6) ? dense(2)")
                .activations("relu", new Bent(0.5))
                .rateGrid(2)
                .store(store)
                .run();
        assertEquals(12, first.ran());
        Comparison again = small("dense(6) ? dense(2)")
                .activations("relu", new Bent(0.5))
                .rateGrid(2)
                .store(store)
                .run();
        assertEquals(0, again.ran());
        assertEquals(12, again.reused());
        assertEquals(
                first.variants().stream().map(VariantResult::finals).toList(),
                again.variants().stream().map(VariantResult::finals).toList());
        Comparison more = small("dense(6) ? dense(2)")
                .activations("relu", new Bent(0.5), "tanh")
                .rateGrid(2)
                .store(store)
                .run();
        assertEquals(6, more.ran());
        Comparison others = small("dense(6) ? dense(2)")
                .on(test, training)
                .activations("relu", new Bent(0.5))
                .rateGrid(2)
                .store(store)
                .run();
        assertEquals(12, others.ran());
        assertNotEquals(first.data(), others.data());
    }

    @Test
    void threadsAndProcessesAgree() {
        Comparison threads = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .rateGrid(2)
                .executor(new LocalThreads(2))
                .run();
        Comparison processes = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .rateGrid(2)
                .executor(new SeparateProcesses(1, List.of("-XX:TieredStopAtLevel=1")))
                .run();
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    threads.variants().get(i).testScores(),
                    processes.variants().get(i).testScores());
        }
    }

    @Test
    void rowsForValidationMayBeGiven() {
        Comparison result = Comparison.of(network("dense(6) ? dense(2)"))
                .on(TrialData.of("three parts", training, test, Generators.moons(30, 3)))
                .activations("relu", "tanh")
                .epochs(1)
                .seeds(1)
                .rates(0.01)
                .run();
        var trial = result.variants().get(0).finals().get(0).trial();
        assertEquals(0, trial.settings().validationShare());
        assertEquals("three parts", trial.data().name());
    }

    @Test
    void numbersAreComparedByTheirError() {
        Comparison result = Comparison.of(network("dense(4) ? dense(1)"))
                .on(Generators.sine(60, 1))
                .activations("relu", "tanh")
                .epochs(2)
                .seeds(1)
                .rates(1e-5, 1e-2)
                .run();
        assertEquals(Score.ROOT_MEAN_SQUARED_ERROR, result.score());
        assertEquals(1e-2, result.variant("tanh").learningRate());
    }

    @Test
    void mistakesAreToldBeforeAnythingRuns() {
        assertEquals(
                "comparison: nothing varies. Give activations(...), or something else to vary.",
                message(small("dense(2)")));
        assertEquals(
                "comparison: there are no data. Name them with on(...).",
                message(Comparison.of(network("dense(2) ?")).activations("relu")));
        assertEquals(
                "factor activation: \"relu\" is there twice.",
                assertThrows(IllegalArgumentException.class, () -> small("?").activations("relu", "relu"))
                        .getMessage());
        assertEquals(
                "comparison: relu and leakyRelu(0) are the same: dense(2) relu, adam.",
                message(small("dense(2) ?")
                        .vary(Factor.of(
                                "activation",
                                Factor.Level.of("relu", design -> design.fill("activation", "relu")),
                                Factor.Level.of("leakyRelu(0)", design -> design.fill("activation", "relu"))))));
        assertEquals(
                "comparison: there is no variant \"gelu\" to be the baseline, only [relu, tanh].",
                message(small("dense(2) ?").activations("relu", "tanh").baseline("gelu")));
        String wrong = message(small("dense(6) ? dense(3)").activations("rellu", "tanh"));
        assertTrue(wrong.startsWith("comparison: rellu: no layer is called \"rellu\"."), wrong);
        String shape = message(small("dense(6) ? maxPool2d(2)").activations("relu", "tanh"));
        assertTrue(shape.startsWith("comparison: relu: maxPool2d"), shape);
        assertTrue(shape.contains("\ntanh: maxPool2d"), shape);
        String rates = message(small("dense(2) ?").activations("relu", "tanh").optimizer("nonsense"));
        assertTrue(rates.startsWith("comparison: relu: no optimizer is called \"nonsense\"."), rates);
    }

    @Test
    void ratesMustBeUsable() {
        assertEquals(
                "comparison: learning rates must be one or more, each given once, but are [0.1, 0.1].",
                assertThrows(IllegalArgumentException.class, () -> small("?").rates(0.1, 0.1))
                        .getMessage());
        assertEquals(
                "comparison: learning rates must be positive and finite but are [0.0, 0.1].",
                assertThrows(IllegalArgumentException.class, () -> small("?").rates(0, 0.1))
                        .getMessage());
        assertEquals(
                "comparison: a grid needs 1 learning rate or more, but 0 are wanted.",
                assertThrows(IllegalArgumentException.class, () -> small("?").rateGrid(0))
                        .getMessage());
    }
}
