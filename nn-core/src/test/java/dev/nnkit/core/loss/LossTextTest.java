package dev.nnkit.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTextTest {
    private static final Loss SOFTMAX = Losses.softmaxCrossEntropy();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meanSquaredError",
                "halfSumOfSquares",
                "meanAbsoluteError",
                "huber",
                "huber(delta=0.5)",
                "binaryCrossEntropy",
                "softmaxCrossEntropy",
                "softmaxCrossEntropy(labelSmoothing=0.1)",
                "softmaxCrossEntropy(ignoredLabel=-1)",
                "softmaxCrossEntropy(ignoredLabel=0, classWeights=list(1, 2, 0.5))"
            })
    void textsAreReadAndPrinted(String text) {
        assertEquals(text, LossSamples.registry().parse(Loss.class, text).toString());
    }

    @Test
    void factoriesAreTheWords() {
        List<Loss> losses = List.of(
                Losses.binaryCrossEntropy(),
                Losses.halfSumOfSquares(),
                Losses.huber(),
                Losses.meanAbsoluteError(),
                Losses.meanSquaredError(),
                Losses.softmaxCrossEntropy());
        assertEquals(
                losses.stream().map(Loss::toString).toList(),
                LossSamples.registry().names(Loss.class));
    }

    @Property
    void drawnLossesAreReadBack(@ForAll long seed) {
        Loss loss = LossSamples.draw(seed).loss();
        assertEquals(loss, LossSamples.registry().parse(Loss.class, loss.toString()));
    }

    @Test
    void settingsOneByOne() {
        assertEquals(
                LossSamples.registry()
                        .parse(
                                Loss.class,
                                "softmaxCrossEntropy(labelSmoothing=0.1, ignoredLabel=-1, classWeights=list(1, 2))"),
                Losses.softmaxCrossEntropy()
                        .withLabelSmoothing(0.1)
                        .ignoring(-1)
                        .withClassWeights(1, 2));
    }

    @Test
    void thoseOnLogitsSaySo() {
        assertTrue(Losses.softmaxCrossEntropy().expectsLogits());
        assertTrue(Losses.binaryCrossEntropy().expectsLogits());
        assertFalse(Losses.meanSquaredError().expectsLogits());
        assertFalse(Losses.halfSumOfSquares().expectsLogits());
        assertFalse(Losses.meanAbsoluteError().expectsLogits());
        assertFalse(Losses.huber().expectsLogits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "huber(0); huber: delta must be positive and finite but is 0.0.",
                "softmaxCrossEntropy(1); softmaxCrossEntropy: labelSmoothing must be in [0, 1) but is 1.0.",
                "softmaxCrossEntropy(classWeights=list(1, -1)); softmaxCrossEntropy: classWeights must be 0 or more,"
                        + " finite, and not all 0, but are [1.0, -1.0].",
                "softmaxCrossEntropy(classWeights=list(0, 0)); softmaxCrossEntropy: classWeights must be 0 or more,"
                        + " finite, and not all 0, but are [0.0, 0.0].",
                "softmaxCrossEntropy(classWeights=3); softmaxCrossEntropy(classWeights=3): classWeights must be numbers"
                        + " such as list(1, 2, 0.5) but is 3.",
                "softmaxCrossEntropy(classWeights=list(1, a=2)); list(1, a=2): does not take the argument a=2."
                        + " It takes: number.",
                "meanSquaredError(2); meanSquaredError(2): does not take the argument 2. It takes none."
            })
    void wrongTexts(String text, String message) {
        assertError(message, () -> LossSamples.registry().parse(Loss.class, text));
    }

    @Test
    void shapesOfExamples() {
        Losses.meanSquaredError().check(Shape.of(3), Shape.of(3));
        SOFTMAX.check(Shape.of(10), Shape.of());
        SOFTMAX.check(Shape.of(10), Shape.of(10));
        SOFTMAX.check(Shape.of(5, 10), Shape.of(5));
        assertError(
                "meanSquaredError: the target must have the shape of the prediction, [3], but has [2]."
                        + " Give the network as many outputs as there are targets.",
                () -> Losses.meanSquaredError().check(Shape.of(3), Shape.of(2)));
        assertError(
                "huber(delta=2): the target must have the shape of the prediction, [1], but has []."
                        + " The number of elements agrees: give the target that shape.",
                () -> Losses.huber(2).check(Shape.of(1), Shape.of()));
        assertError(
                "softmaxCrossEntropy: for a prediction of shape [10] the target must have shape [] (classes, INT32) or"
                        + " [10] (distributions, floating) but has [1]. Reshape the targets, or give the last layer one"
                        + " output for each class.",
                () -> SOFTMAX.check(Shape.of(10), Shape.of(1)));
        assertError(
                "softmaxCrossEntropy: a prediction must have two or more classes on its last axis but has shape [1]."
                        + " For one logit take binaryCrossEntropy.",
                () -> SOFTMAX.check(Shape.of(1), Shape.of()));
        assertError(
                "softmaxCrossEntropy(classWeights=list(1, 2)): there are 2 class weights for 3 classes."
                        + " Give one for each class, in their order.",
                () -> Losses.softmaxCrossEntropy().withClassWeights(1, 2).check(Shape.of(3), Shape.of()));
    }

    @Test
    void shapesAndTypesOfBatches() {
        Tensor prediction = Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3));
        Tensor labels = Tensor.ofInts(Shape.of(2), 0, 1);
        String message = "meanSquaredError: targets must be floating but are INT32. Convert them with as(FLOAT32), or,"
                + " where they are classes, take softmaxCrossEntropy.";
        assertError(message, () -> evaluate(Losses.meanSquaredError(), prediction, labels));
        assertError(message, () -> Losses.meanSquaredError().weight(Target.of(labels)));
        assertError(
                "huber: predictions must be floating but are INT32.",
                () -> evaluate(Losses.huber(), labels, Tensor.of(Shape.of(2), 1f, 1f)));
        assertError(
                "softmaxCrossEntropy: for a prediction of shape [2, 3] the target must have shape [2] (classes, INT32)"
                        + " or [2, 3] (distributions, floating) but has [2, 1]. Reshape the targets, or give the last"
                        + " layer one output for each class.",
                () -> evaluate(SOFTMAX, prediction, Tensor.ofInts(Shape.of(2, 1), 0, 1)));
        assertError(
                "softmaxCrossEntropy: floating targets are distributions of the prediction's shape but have [2]."
                        + " Where they are classes, convert them with as(INT32).",
                () -> SOFTMAX.weight(Target.of(Tensor.of(Shape.of(2), 0f, 1f))));
    }

    @Test
    void impossibleTargets() {
        Tensor prediction = Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3));
        assertError(
                "softmaxCrossEntropy: the target in row 1 is class 3 but there are 3 classes, 0 to 2."
                        + " Give the last layer more outputs, or leave such rows out with ignoredLabel=3.",
                () -> evaluate(SOFTMAX, prediction, Tensor.ofInts(Shape.of(2), 0, 3)));
        assertError(
                "softmaxCrossEntropy: the target in row 0 is class -1 but there are 3 classes, 0 to 2."
                        + " Give the last layer more outputs, or leave such rows out with ignoredLabel=-1.",
                () -> evaluate(SOFTMAX, prediction, Tensor.ofInts(Shape.of(2), -1, 3)));
        assertError(
                "softmaxCrossEntropy(classWeights=list(1, 2)): the target in row 1 is class 2 but there are 2 classes,"
                        + " 0 to 1. Give the last layer more outputs, or leave such rows out with ignoredLabel=2.",
                () -> Losses.softmaxCrossEntropy()
                        .withClassWeights(1, 2)
                        .weight(Target.of(Tensor.ofInts(Shape.of(2), 0, 2))));
        assertError(
                "softmaxCrossEntropy: the target in row 1 is no distribution: its sum is 1.5."
                        + " Make each row sum to 1, or to 0 where it shall be ignored.",
                () -> evaluate(SOFTMAX, prediction, Tensor.of(Shape.of(2, 3), 1f, 0, 0, 1, 0.5f, 0)));
        assertError(
                "softmaxCrossEntropy: the target in row 0 is no distribution: not all of it is 0 or more."
                        + " Make each row sum to 1, or to 0 where it shall be ignored.",
                () -> evaluate(SOFTMAX, prediction, Tensor.of(Shape.of(2, 3), 1.0, 1, -1, 1, 0, 0)));
        assertError(
                "binaryCrossEntropy: targets must be in [0, 1] but example 1 has 2.0. Write 0 for no and 1 for yes.",
                () -> evaluate(Losses.binaryCrossEntropy(), prediction, Tensor.of(Shape.of(2, 3), 1f, 0, 1, 1, 0, 2)));
        assertError(
                "huber: the weight of an example must be 0 or more and finite, but example 1 has -1.0.",
                () -> Losses.huber()
                        .weight(new Target(
                                Tensor.zeros(DataType.FLOAT32, Shape.of(2)), Tensor.of(Shape.of(2), 1, -1.0))));
    }

    private static void evaluate(Loss loss, Tensor prediction, Tensor target) {
        loss.evaluate(prediction, Target.of(target), 1, LossSamples.step());
    }

    private static void assertError(String message, Executable body) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, body).getMessage());
    }
}
