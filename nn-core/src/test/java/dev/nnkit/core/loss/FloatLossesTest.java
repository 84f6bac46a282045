package dev.nnkit.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where types meet, and what losses do in both of them at the ends of the line. */
class FloatLossesTest {
    private static final Tensor PREDICTION = Tensor.of(Shape.of(2, 3), 1.0, 2, 3, -1, 0.5, 0);
    private static final Tensor DISTRIBUTIONS = Tensor.of(Shape.of(2, 3), 0.25, 0.25, 0.5, 0, 0, 0);

    private static final List<Loss> LOSSES = List.of(
            Losses.meanSquaredError(),
            Losses.halfSumOfSquares(),
            Losses.meanAbsoluteError(),
            Losses.huber(),
            Losses.binaryCrossEntropy(),
            Losses.softmaxCrossEntropy().withLabelSmoothing(0.1));

    /** The target is converted: the values all fit into FLOAT32, so bits are the same. */
    @Test
    void targetsMayHaveTheOtherType() {
        Tensor floats = DISTRIBUTIONS.as(DataType.FLOAT32);
        for (Loss loss : LOSSES) {
            assertSame(evaluate(loss, PREDICTION, DISTRIBUTIONS), evaluate(loss, PREDICTION, floats));
            Tensor prediction = PREDICTION.as(DataType.FLOAT32);
            assertSame(evaluate(loss, prediction, floats), evaluate(loss, prediction, DISTRIBUTIONS));
        }
    }

    /** A row of zeros is not there, whatever the type and the class weights. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void weightsOfDistributions(DataType type) {
        Target target = Target.of(DISTRIBUTIONS.as(type));
        assertEquals(1, Losses.softmaxCrossEntropy().weight(target));
        Loss weighted = Losses.softmaxCrossEntropy().withClassWeights(1, 2, 4);
        assertEquals(0.25 + 0.5 + 2, weighted.weight(target));
        Target second =
                Target.of(Tensor.of(Shape.of(2, 3), 0.0, 0, 0, 0.5, 0, 0.5).as(type));
        assertEquals(0.5 + 2, weighted.weight(second));
    }

    /** Logits of minus infinity for classes that have no weight: no term, not 0 times infinity. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void classesThatCannotBe(DataType type) {
        Tensor prediction =
                Tensor.of(Shape.of(1, 3), 0.0, 0, Double.NEGATIVE_INFINITY).as(type);
        Loss loss = Losses.softmaxCrossEntropy().withLabelSmoothing(0.5).withClassWeights(1, 1, 0);
        double spread = 0.5 / 3;
        double value = (0.5 + 2 * spread) * Math.log(2);
        double[] gradient = {(0.5 + 2 * spread) / 2 - 0.5 - spread, (0.5 + 2 * spread) / 2 - spread, 0};
        for (Tensor target : List.of(
                Tensor.ofInts(Shape.of(1), 0),
                Tensor.of(Shape.of(1, 3), 1.0, 0, 0).as(type))) {
            Loss.Evaluation evaluation = evaluate(loss, prediction, target);
            assertEquals(value, evaluation.value(), 1e-7);
            for (int i = 0; i < 3; i++) {
                assertEquals(gradient[i], evaluation.gradient().get(i), 1e-7, "element " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void atTheTargetTheSlopeOfTheAbsoluteErrorIsZero(DataType type) {
        Tensor prediction = Tensor.of(Shape.of(3, 1), 1.0, 2, -3).as(type);
        Tensor target = Tensor.of(Shape.of(3, 1), 1.0, 0, 0).as(type);
        Tensor gradient =
                evaluate(Losses.meanAbsoluteError(), prediction, target).gradient();
        assertTrue(Tensor.of(Shape.of(3, 1), 0.0, 1, -1).as(type).sameBits(gradient), gradient.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void hugeLogitsAreFinite(DataType type) {
        Tensor prediction = Tensor.of(Shape.of(1, 3), 1e4, -1e4, 1e4).as(type);
        Loss loss = Losses.softmaxCrossEntropy();
        assertEquals(
                Math.log(2),
                evaluate(loss, prediction, Tensor.ofInts(Shape.of(1), 0)).value(),
                1e-7);
        assertEquals(
                2e4 + Math.log(2),
                evaluate(loss, prediction, Tensor.of(Shape.of(1, 3), 0.0, 1, 0).as(type))
                        .value(),
                1e-3);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void nanIsNotHidden(DataType type) {
        for (Loss loss : LOSSES) {
            for (int i = 0; i < 3; i++) {
                Tensor prediction = PREDICTION.as(type).copy();
                prediction.set(i, Double.NaN);
                Loss.Evaluation evaluation = evaluate(loss, prediction, DISTRIBUTIONS.as(type));
                assertTrue(Double.isNaN(evaluation.value()), loss + " in " + type + " hides NaN");
                assertTrue(Double.isNaN(evaluation.gradient().get(i)), loss + " in " + type + " hides NaN");
            }
        }
    }

    /** The first target that is no probability is named, whatever the type; 0 and 1 are some. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void targetsThatAreNoProbabilities(DataType type) {
        Loss loss = Losses.binaryCrossEntropy();
        Tensor prediction = PREDICTION.as(type);
        for (double wrong : new double[] {-0.5, 1.5, Double.NaN}) {
            Tensor target = Tensor.of(Shape.of(2, 3), 0.0, 1, 0.5, 1, wrong, 0).as(type);
            assertEquals(
                    "binaryCrossEntropy: targets must be in [0, 1] but example 1 has " + wrong
                            + ". Write 0 for no and 1 for yes.",
                    assertThrows(IllegalArgumentException.class, () -> evaluate(loss, prediction, target))
                            .getMessage());
        }
    }

    /** Each row sums to 1 within a thousandth, and no part is negative. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void rowsThatAreNoDistribution(DataType type) {
        Loss loss = Losses.softmaxCrossEntropy();
        Tensor prediction = PREDICTION.as(type);
        String all = "softmaxCrossEntropy: the target in row 1 is no distribution: ";
        assertTrue(refusal(
                        loss,
                        prediction,
                        Tensor.of(Shape.of(2, 3), 1, 0.0, 0, 0.5, 0.25, 0.125).as(type))
                .startsWith(all + "its sum is 0.875."));
        assertTrue(refusal(
                        loss,
                        prediction,
                        Tensor.of(Shape.of(2, 3), 0, 0.0, 1, 1.5, -0.5, 0).as(type))
                .startsWith(all + "not all of it is 0 or more."));
        Tensor rounded =
                Tensor.of(Shape.of(2, 3), 0, 0.0, 1, 0.3335, 0.3335, 0.3335).as(type);
        assertTrue(Double.isFinite(evaluate(loss, prediction, rounded).value()));
    }

    private static String refusal(Loss loss, Tensor prediction, Tensor target) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> evaluate(loss, prediction, target))
                .getMessage());
    }

    @Test
    void classesAreNoNumbersToBeNear() {
        for (Loss loss : LOSSES.subList(0, 5)) {
            assertTrue(refusal(loss, PREDICTION, Tensor.ofInts(Shape.of(2, 3), 0, 1, 0, 1, 0, 1))
                    .startsWith(loss + ": targets must be floating but are INT32."));
        }
        for (Loss loss : LOSSES) {
            assertEquals(
                    loss + ": predictions must be floating but are INT32.",
                    refusal(loss, Tensor.ofInts(Shape.of(2, 3), 0, 1, 0, 1, 0, 1), DISTRIBUTIONS));
        }
    }

    /** As many elements do not make the same shape. */
    @Test
    void shapesOfBatches() {
        Tensor target = Tensor.of(Shape.of(3, 2), 0.0, 1, 0, 1, 0, 1);
        for (Loss loss : LOSSES.subList(0, 5)) {
            assertTrue(refusal(loss, PREDICTION, target)
                    .startsWith(loss + ": the target must have the shape of the prediction, [2, 3], but has [3, 2]."));
        }
    }

    @Test
    void moreClassesThanClassWeights() {
        Loss loss = Losses.softmaxCrossEntropy().withClassWeights(1, 2);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> loss.weight(Target.of(DISTRIBUTIONS)));
        assertTrue(String.valueOf(e.getMessage()).contains("row 0 is class 2 but there are 2 classes"), e.getMessage());
        assertTrue(refusal(loss, PREDICTION, DISTRIBUTIONS).contains("there are 2 class weights for 3 classes"));
    }

    @Test
    void settingsBeyondTheirBorders() {
        SoftmaxCrossEntropy loss = Losses.softmaxCrossEntropy();
        assertThrows(IllegalArgumentException.class, () -> loss.withLabelSmoothing(-1e-9));
        assertThrows(IllegalArgumentException.class, () -> loss.withLabelSmoothing(Double.NaN));
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> loss.withClassWeights(1, wrong));
        }
        for (double wrong : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Losses.huber(wrong));
        }
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Target target = new Target(PREDICTION, Tensor.of(Shape.of(2), 1, wrong));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Losses.meanSquaredError().weight(target));
            Target labels = new Target(Tensor.ofInts(Shape.of(2), 0, 1), Tensor.of(Shape.of(2), 1, wrong));
            assertThrows(IllegalArgumentException.class, () -> loss.weight(labels));
        }
    }

    private static Loss.Evaluation evaluate(Loss loss, Tensor prediction, Tensor target) {
        return loss.evaluate(prediction, Target.of(target), 1, LossSamples.step());
    }

    private static void assertSame(Loss.Evaluation expected, Loss.Evaluation actual) {
        assertEquals(expected.value(), actual.value());
        assertTrue(expected.gradient().sameBits(actual.gradient()));
    }
}
