package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static dev.nnkit.experiment.Small.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuningTest {
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

    /** The choice, and everything before it, is the same whatever the test rows say. */
    @Test
    void testRowsDoNotInfluenceTheChoice() {
        int[] classes = Small.TEST.targets().get(0).ints();
        int[] turned = Arrays.stream(classes).map(c -> 1 - c).toArray();
        Dataset wrong = Dataset.of(Small.TEST.inputs().get(0), Tensor.ofInts(Shape.of(turned.length), turned));
        Comparison honest =
                small("dense(6) ? dense(2)").activations("relu", "tanh").run();
        Comparison turnedAround = small("dense(6) ? dense(2)")
                .on(Small.TRAINING, wrong)
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

    /** With rates far below what is needed, the highest always has the least error. */
    @Test
    void theStandardGridIsExtendedForAllAlike() {
        int[] announced = new int[1];
        Comparison result = Comparison.of(network("dense(4) ? dense(1)"))
                .on(Generators.sine(60, 1))
                .activations("relu", "tanh")
                .optimizer("sgd(1e-6)")
                .epochs(1)
                .seeds(2)
                .listener(new ComparisonListener() {
                    @Override
                    public void onStart(int trials) {
                        announced[0] += trials;
                    }

                    @Override
                    public void onMore(int trials) {
                        announced[0] += trials;
                    }
                })
                .run();
        for (VariantResult variant : result.variants()) {
            assertEquals(
                    List.of(1e-7, 3.2e-7, 1e-6, 3.2e-6, 1e-5, 3.2e-5, 1e-4),
                    variant.grid().stream().map(RateResult::learningRate).toList());
            assertEquals(1e-4, variant.learningRate());
        }
        assertEquals(announced[0], result.ran());
        assertEquals(2 * 2 * 7 + 2 * 2, result.ran());
        assertEquals(
                "The grid of learning rates got 2 higher rates, for every variant alike, because the highest was the best of"
                        + " relu; tanh.",
                result.warnings().get(0));
        assertEquals(3, result.warnings().size(), "and that each best rate still is the highest");
    }

    @Test
    void aGridThatWasAskedForIsNotExtended() {
        Comparison result = small("dense(6) ? dense(2)")
                .activations("relu", "tanh")
                .optimizer("sgd(1e-6)")
                .rateGrid(2)
                .run();
        result.variants().forEach(variant -> assertEquals(2, variant.grid().size()));
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
