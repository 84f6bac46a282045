package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static dev.nnkit.experiment.Small.labels;
import static dev.nnkit.experiment.Small.small;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.Small.Bent;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.execution.SeparateProcesses;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.statistics.TestSetError;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialData;
import dev.nnkit.experiment.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static String message(ComparisonPlan plan) {
        return assertThrows(IllegalArgumentException.class, plan::run).getMessage();
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

    @Test
    void aScoreMustFitTheTargets() {
        assertEquals(
                "comparison: relu: the score of classes must be accuracy but is R2.",
                message(small("dense(2) ?").activations("relu").score(Score.R_SQUARED)));
        assertEquals(
                "comparison: relu: the score of numbers must be rmse or r2 but is accuracy.",
                message(Comparison.of(network("dense(1) ?"))
                        .on(Generators.sine(60, 1))
                        .activations("relu")
                        .score(Score.ACCURACY)));
    }

    @Test
    void theTestSetHasAnErrorForNumbersToo() {
        for (Score score : List.of(Score.ROOT_MEAN_SQUARED_ERROR, Score.R_SQUARED)) {
            Comparison result = Comparison.of(network("dense(4) ? dense(1)"))
                    .on(Generators.sine(60, 1))
                    .activations("relu", "tanh")
                    .epochs(2)
                    .seeds(2)
                    .rates(1e-2)
                    .score(score)
                    .run();
            String verdict = Conclusions.of(result, Criteria.standard())
                    .verdicts()
                    .get(0)
                    .text();
            assertTrue(verdict.matches(".* On these 12 rows, ± [0-9.]+: .* with other test rows\\."), verdict);
            TestSetError one = TrialOutcomes.testSetError(result.variant("relu").finals());
            assertEquals(12, one.rows());
            assertTrue(one.halfWidth().orElseThrow() > 0);
        }
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
                .on(Generators.moons(90, 5), Small.TEST)
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
                .on(TrialData.of("three parts", Small.TRAINING, Small.TEST, Generators.moons(30, 3)))
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
}
