package dev.nnkit.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.LossSamples.Sample;
import org.junit.jupiter.api.Test;

/**
 * Values worked out by hand, or, where digits follow, with the formula of the class's documentation in Python's math
 * module.
 */
class LossValuesTest {
    private static final Tensor LOGITS = Tensor.of(Shape.of(1, 3), 1.0, 2, 3);

    @Test
    void meanSquaredError() {
        Tensor prediction = Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4);
        Target target = Target.of(Tensor.of(Shape.of(2, 2), 1.0, 0, 0, 5));
        assertEquals(4, Losses.meanSquaredError().weight(target));
        check(Losses.meanSquaredError(), prediction, target, 3.5, 0, 1, 1.5, -0.5);
    }

    @Test
    void meanSquaredErrorWithExampleWeights() {
        Tensor prediction = Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4);
        Tensor weights = Tensor.of(Shape.of(2), 3.0, 1);
        Target target = new Target(Tensor.of(Shape.of(2, 2), 1.0, 0, 0, 5), weights);
        assertEquals(8, Losses.meanSquaredError().weight(target));
        check(Losses.meanSquaredError(), prediction, target, (3 * 4 + 10) / 8.0, 0, 1.5, 0.75, -0.25);
    }

    @Test
    void halfSumOfSquaresOverExamples() {
        Tensor prediction = Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4);
        Tensor weights = Tensor.of(Shape.of(2), 3.0, 1);
        Target target = new Target(Tensor.of(Shape.of(2, 2), 1.0, 0, 0, 5), weights);
        assertEquals(4, Losses.halfSumOfSquares().weight(target));
        check(Losses.halfSumOfSquares(), prediction, target, (3 * 4 + 10) / 2.0 / 4, 0, 1.5, 0.75, -0.25);
    }

    @Test
    void meanAbsoluteErrorWhoseSlopeAtTheTargetIsZero() {
        Tensor prediction = Tensor.of(Shape.of(3, 1), 1.0, 2, -3);
        Target target = Target.of(Tensor.of(Shape.of(3, 1), 1.0, 0, 0));
        check(Losses.meanAbsoluteError(), prediction, target, 5.0 / 3, 0, 1.0 / 3, -1.0 / 3);
    }

    @Test
    void huberInAllItsParts() {
        Tensor prediction = Tensor.of(Shape.of(4), 0.5, 1, 3, -2);
        Target target = Target.of(Tensor.of(Shape.of(4), 0.0, 0, 0, 0));
        check(Losses.huber(), prediction, target, (0.125 + 0.5 + 2.5 + 1.5) / 4, 0.125, 0.25, 0.25, -0.25);
        check(Losses.huber(2), prediction, target, (0.125 + 0.5 + 4 + 2) / 4, 0.125, 0.25, 0.5, -0.5);
    }

    @Test
    void binaryCrossEntropy() {
        Tensor prediction = Tensor.of(Shape.of(2, 1), 0.5, 0.5);
        Target target = Target.of(Tensor.of(Shape.of(2, 1), 1.0, 0));
        double mean = (0.4740769841801067 + 0.9740769841801067) / 2;
        double p = 0.6224593312018546;
        check(Losses.binaryCrossEntropy(), prediction, target, mean, (p - 1) / 2, p / 2);
    }

    @Test
    void binaryCrossEntropyKeepsTinyTerms() {
        Tensor prediction = Tensor.of(Shape.of(1, 1), 40.0f);
        Target target = Target.of(Tensor.of(Shape.of(1, 1), 1.0f));
        double value = Losses.binaryCrossEntropy()
                .evaluate(prediction, target, 1, LossSamples.step())
                .value();
        assertEquals(Math.exp(-40), value, 1e-30);
    }

    @Test
    void softmaxCrossEntropy() {
        Target target = Target.of(Tensor.ofInts(Shape.of(1), 2));
        check(
                Losses.softmaxCrossEntropy(),
                LOGITS,
                target,
                0.40760596444438013,
                0.09003057317038048,
                0.2447284710547977,
                0.665240955774822 - 1);
    }

    @Test
    void softmaxCrossEntropyWithSmoothing() {
        Target target = Target.of(Tensor.ofInts(Shape.of(1), 2));
        Loss loss = Losses.softmaxCrossEntropy().withLabelSmoothing(0.1);
        check(
                loss,
                LOGITS,
                target,
                0.5076059644443801,
                0.09003057317038048 - 0.1 / 3,
                0.2447284710547977 - 0.1 / 3,
                0.665240955774822 - 0.9 - 0.1 / 3);
    }

    @Test
    void softmaxCrossEntropyOfADistribution() {
        Target target = Target.of(Tensor.of(Shape.of(1, 3), 0.2, 0.3, 0.5));
        check(
                Losses.softmaxCrossEntropy(),
                LOGITS,
                target,
                1.10760596444438,
                0.09003057317038048 - 0.2,
                0.2447284710547977 - 0.3,
                0.665240955774822 - 0.5);
    }

    /** As PyTorch documents it: the sum of the class weights of the targets divides. */
    @Test
    void softmaxCrossEntropyWithClassWeights() {
        Tensor prediction = Tensor.of(Shape.of(1, 3, 3), 1.0, 2, 3, 1, 2, 3, 1, 2, 3);
        Target target = Target.of(Tensor.ofInts(Shape.of(1, 3), 0, 1, 2));
        SoftmaxCrossEntropy loss = Losses.softmaxCrossEntropy().withClassWeights(1, 2, 0.5);
        assertEquals(3.5, loss.weight(target));
        double value =
                loss.evaluate(prediction, target, 1 / 3.5, LossSamples.step()).value();
        assertEquals(1.550463107301523, value, 1e-14);
    }

    /** A distribution with one 1 is a class: value, weight and gradient agree, smoothing and class weights included. */
    @Test
    void classesAreDistributionsWithOneOne() {
        Tensor prediction = Tensor.of(Shape.of(2, 3), 1.0, 2, 3, -1, 0.5, 0);
        Target labels = Target.of(Tensor.ofInts(Shape.of(2), 2, 0));
        Target distributions = Target.of(Tensor.of(Shape.of(2, 3), 0.0, 0, 1, 1, 0, 0));
        Loss loss = Losses.softmaxCrossEntropy().withLabelSmoothing(0.2).withClassWeights(1, 2, 0.5);
        assertEquals(1.5, loss.weight(labels));
        assertEquals(1.5, loss.weight(distributions));
        Loss.Evaluation expected = loss.evaluate(prediction, labels, 1, LossSamples.step());
        Loss.Evaluation actual = loss.evaluate(prediction, distributions, 1, LossSamples.step());
        assertEquals(expected.value(), actual.value(), 1e-15);
        for (int i = 0; i < 6; i++) {
            assertEquals(expected.gradient().get(i), actual.gradient().get(i), 1e-15);
        }
    }

    @Test
    void ignoredRowsAreNotThereEvenWhereTheyAreNan() {
        Tensor prediction = Tensor.of(Shape.of(1, 2, 3), 1.0, 2, 3, Double.NaN, 0, 0);
        Target target = Target.of(Tensor.ofInts(Shape.of(1, 2), 2, -1));
        Loss loss = Losses.softmaxCrossEntropy().ignoring(-1);
        assertEquals(1, loss.weight(target));
        check(
                loss,
                prediction,
                target,
                0.40760596444438013,
                0.09003057317038048,
                0.2447284710547977,
                0.665240955774822 - 1,
                0,
                0,
                0);
    }

    /** A class that is ruled out has no share and no gradient. */
    @Test
    void logitsOfMinusInfinity() {
        Tensor prediction = Tensor.of(Shape.of(1, 3), 0.0, 0, Double.NEGATIVE_INFINITY);
        double half = Math.log(2);
        check(Losses.softmaxCrossEntropy(), prediction, Target.of(Tensor.ofInts(Shape.of(1), 0)), half, -0.5, 0.5, 0);
        Target distribution = Target.of(Tensor.of(Shape.of(1, 3), 0.5, 0.5, 0));
        check(Losses.softmaxCrossEntropy(), prediction, distribution, half, 0, 0, 0);
    }

    @Test
    void ofTenThousand() {
        Tensor prediction = Tensor.of(Shape.of(1, 2), 1e4f, -1e4f);
        Loss loss = Losses.softmaxCrossEntropy();
        check(loss, prediction, Target.of(Tensor.ofInts(Shape.of(1), 0)), 0, 0, 0);
        check(loss, prediction, Target.of(Tensor.ofInts(Shape.of(1), 1)), 2e4, 1, -1);
        Target no = Target.of(Tensor.of(Shape.of(1, 2), 0f, 1f));
        check(Losses.binaryCrossEntropy(), prediction, no, 1e4, 0.5, -0.5);
    }

    @Test
    void anEmptyBatchCountsNothing() {
        Target target = Target.of(Tensor.zeros(DataType.FLOAT64, Shape.of(0, 3)));
        Tensor prediction = Tensor.zeros(DataType.FLOAT64, Shape.of(0, 3));
        assertEquals(0, Losses.meanSquaredError().weight(target));
        assertEquals(0, Losses.softmaxCrossEntropy().weight(target));
        assertEquals(
                0,
                LossSamples.evaluate(new Sample(Losses.softmaxCrossEntropy(), prediction, target), 0)
                        .value());
        assertEquals(
                0,
                LossSamples.evaluate(new Sample(Losses.meanSquaredError(), prediction, target), 0)
                        .value());
    }

    private static void check(Loss loss, Tensor prediction, Target target, double value, double... gradient) {
        Loss.Evaluation evaluation = loss.evaluate(prediction, target, 1 / loss.weight(target), LossSamples.step());
        assertEquals(value, evaluation.value(), 1e-14);
        assertEquals(gradient.length, evaluation.gradient().size());
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(gradient[i], evaluation.gradient().get(i), 1e-14, "element " + i);
        }
    }
}
