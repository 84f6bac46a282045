package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.junit.LossCases.LossCase;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that every loss passes; {@link LossCases} says what it is run on. Sums over parts agree to 1e-12 with the
 * whole, FLOAT32 with FLOAT64 to 1e-4.
 */
public abstract class LossContract {
    private static final double ROUNDING = 1e-12;
    private static final double FLOAT_BOUND = 1e-4;
    private static final double HUGE = 1e4;

    /** For subclasses. */
    protected LossContract() {}

    /** What to test. */
    protected abstract LossCases cases();

    /** The kernels to run with. */
    protected Kernels kernels() {
        return Kernels.reference();
    }

    /** What texts are read with; default {@link Registry#installed()}. */
    protected Registry registry() {
        return Registry.installed();
    }

    private Stream<DynamicTest> each(Consumer<LossCase> check) {
        return cases().list().stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> check.accept(c)));
    }

    private static Tensor prediction(LossCase c, long seed) {
        RandomStream random = RandomStream.of(seed, "contract prediction");
        Tensor prediction = Tensor.zeros(
                DataType.FLOAT64, c.prediction().withBatch(c.target().batch()));
        for (int i = 0; i < prediction.size(); i++) {
            prediction.set(i, (float) (c.from() + (c.to() - c.from()) * random.nextDouble()));
        }
        return prediction;
    }

    private Loss.Evaluation evaluate(LossCase c, Tensor prediction, Target target, double scale) {
        StepContext step = StepContext.checking(kernels(), true, 1);
        return c.loss().evaluate(prediction, target, scale, step);
    }

    @TestFactory
    Stream<DynamicTest> gradientAgreesWithDifferences() {
        return each(c -> {
            for (long seed = 1; seed <= 3; seed++) {
                GradientCheck.of(c.loss())
                        .on(prediction(c, seed), c.target())
                        .named(c + ", predictions of seed " + seed)
                        .seed(seed)
                        .kernels(kernels())
                        .allowKinks(c.traits().contains(Traits.KINKED) ? 1 : 0.25)
                        .verify();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> valueAndGradientGrowWithScale() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            Loss.Evaluation once = evaluate(c, prediction, c.target(), 0.3);
            Loss.Evaluation twice = evaluate(c, prediction, c.target(), 0.6);
            near(2 * once.value(), twice.value(), "value at twice the scale");
            Tensor expected = once.gradient().copy();
            kernels().scale(2, expected);
            Checks.nearRelative(expected, twice.gradient(), ROUNDING, "gradient at twice the scale");
        });
    }

    private static void near(double expected, double actual, String what) {
        assertEquals(expected, actual, ROUNDING * Math.max(1, Math.abs(expected)), what);
    }

    @TestFactory
    Stream<DynamicTest> partsAddUpToTheWhole() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            Loss.Evaluation whole = evaluate(c, prediction, c.target(), 0.5);
            int n = c.target().batch();
            double weight = 0;
            double value = 0;
            for (int row = 0; row < n; row++) {
                Target part = rows(c.target(), row, row + 1);
                Loss.Evaluation evaluation = evaluate(c, Trial.rows(prediction, row, row + 1), part, 0.5);
                weight += c.loss().weight(part);
                value += evaluation.value();
                Checks.nearRelative(
                        Trial.rows(whole.gradient(), row, row + 1),
                        evaluation.gradient(),
                        ROUNDING,
                        "gradient of row " + row + " by itself");
            }
            near(c.loss().weight(c.target()), weight, "weight(target), summed over the rows");
            near(whole.value(), value, "value, summed over the rows");
        });
    }

    private static Target rows(Target target, int from, int to) {
        Tensor weights = target.exampleWeights();
        return new Target(
                Trial.rows(target.values(), from, to), weights == null ? null : Trial.rows(weights, from, to));
    }

    @TestFactory
    Stream<DynamicTest> exampleWeightsCount() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            Loss.Evaluation plain = evaluate(c, prediction, c.target(), 1);
            Target tripled = weighted(c.target(), 3, 3);
            near(3 * c.loss().weight(c.target()), c.loss().weight(tripled), "weight at three times the weights");
            near(3 * plain.value(), evaluate(c, prediction, tripled, 1).value(), "value at three times the weights");
            Target silent = weighted(c.target(), 0, 1);
            int n = c.target().batch();
            Loss.Evaluation withoutFirst = evaluate(c, prediction, silent, 1);
            Loss.Evaluation rest = evaluate(c, Trial.rows(prediction, 1, n), rows(c.target(), 1, n), 1);
            near(rest.value(), withoutFirst.value(), "value where the first example weighs nothing");
            near(
                    c.loss().weight(rows(c.target(), 1, n)),
                    c.loss().weight(silent),
                    "weight where the first example weighs nothing");
            assertEquals(
                    0,
                    Checks.largest(Trial.rows(withoutFirst.gradient(), 0, 1)),
                    "gradient of an example that weighs nothing");
        });
    }

    private static Target weighted(Target target, double first, double others) {
        Tensor weights = Tensor.zeros(DataType.FLOAT64, Shape.of(target.batch()));
        for (int i = 0; i < weights.size(); i++) {
            weights.set(i, target.weight(i) * (i == 0 ? first : others));
        }
        return new Target(target.values(), weights);
    }

    @TestFactory
    Stream<DynamicTest> weightIsNotNegative() {
        return each(c -> {
            double weight = c.loss().weight(c.target());
            assertTrue(weight >= 0 && Double.isFinite(weight), "weight(target) is " + weight);
        });
    }

    @TestFactory
    Stream<DynamicTest> shapesAreChecked() {
        return each(c -> {
            Shape target = c.target().values().shape().withoutFirst();
            c.loss().check(c.prediction(), target);
            Shape wrong = c.prediction().withBatch(3).withBatch(2);
            ShapeMismatchException e = assertThrows(
                    ShapeMismatchException.class,
                    () -> c.loss().check(wrong, target),
                    "predictions of shape " + wrong + " against targets of " + target + " must be refused");
            Texts.requireName(c.loss(), e, "check");
        });
    }

    @TestFactory
    Stream<DynamicTest> hugePredictionsAreFinite() {
        return each(c -> {
            for (int pattern = 0; pattern < 4; pattern++) {
                Tensor prediction = prediction(c, 1);
                for (int i = 0; i < prediction.size(); i++) {
                    boolean negative = pattern == 1 || (pattern > 1 && i % 2 == pattern % 2);
                    prediction.set(i, negative ? -HUGE : HUGE);
                }
                Loss.Evaluation evaluation = evaluate(c, prediction, c.target(), 1);
                String what = " at " + prediction + " is ";
                assertTrue(Double.isFinite(evaluation.value()), "value" + what + evaluation.value());
                double largest = Checks.largest(evaluation.gradient());
                assertTrue(Double.isFinite(largest), "largest gradient" + what + largest);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nanIsNotHidden() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            prediction.fill(Double.NaN);
            double value = evaluate(c, prediction, c.target(), 1).value();
            boolean counts = c.loss().weight(c.target()) > 0 && !c.traits().contains(Traits.SWALLOWS_NAN);
            assertTrue(!counts || Double.isNaN(value), "value of predictions that are NaN is " + value);
        });
    }

    @TestFactory
    Stream<DynamicTest> nothingReceivedIsModified() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            Tensor before = prediction.copy();
            Tensor target = c.target().values().copy();
            Tensor weights = copy(c.target().exampleWeights());
            Loss.Evaluation first = evaluate(c, prediction, c.target(), 1);
            Checks.sameBits(before, prediction, "the prediction is not written to");
            Checks.sameBits(target, c.target().values(), "the target is not written to");
            Tensor weightsAfter = c.target().exampleWeights();
            if (weights != null && weightsAfter != null) {
                Checks.sameBits(weights, weightsAfter, "the example weights are not written to");
            }
            Loss.Evaluation second = evaluate(c, prediction, c.target(), 1);
            assertEquals(first.value(), second.value(), "the value, computed again");
            Checks.sameBits(first.gradient(), second.gradient(), "the gradient, computed again");
            assertEquals(prediction.shape(), first.gradient().shape(), "shape of the gradient");
        });
    }

    private static @Nullable Tensor copy(@Nullable Tensor tensor) {
        return tensor == null ? null : tensor.copy();
    }

    @TestFactory
    Stream<DynamicTest> usedScratchGivesTheSameBits() {
        return each(c -> {
            Loss.Evaluation expected = evaluate(c, prediction(c, 1), c.target(), 1);
            StepContext step = StepContext.training(kernels(), 1);
            c.loss().evaluate(prediction(c, 2), c.target(), 3, step);
            step.begin(1, 0);
            Loss.Evaluation actual = c.loss().evaluate(prediction(c, 1), c.target(), 1, step);
            assertEquals(expected.value(), actual.value(), "value with scratch that was used before");
            Checks.sameBits(expected.gradient(), actual.gradient(), "gradient with scratch that was used before");
        });
    }

    /** Whatever the number of threads, however the work is split. */
    @TestFactory
    Stream<DynamicTest> bitsDoNotDependOnThreads() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            requireSameBits(c, prediction, c.target());
            requireSameBits(c, prediction.as(DataType.FLOAT32), floats(c.target()));
        });
    }

    private void requireSameBits(LossCase c, Tensor prediction, Target target) {
        Loss.Evaluation expected = evaluate(c, prediction, target, 0.5);
        for (Kernels parts : InParts.of(kernels())) {
            StepContext step = StepContext.checking(parts, true, 1);
            Loss.Evaluation actual = c.loss().evaluate(prediction, target, 0.5, step);
            String what = prediction.type() + ", " + parts.name() + " ";
            assertEquals(expected.value(), actual.value(), what + "value");
            Checks.sameBits(expected.gradient(), actual.gradient(), what + "gradient");
        }
    }

    private static Target floats(Target target) {
        Tensor values = target.values();
        Tensor weights = target.exampleWeights();
        return new Target(
                values.type() == DataType.INT32 ? values : values.as(DataType.FLOAT32),
                weights == null ? null : weights.as(DataType.FLOAT32));
    }

    @TestFactory
    Stream<DynamicTest> float32AgreesWithFloat64() {
        return each(c -> {
            Tensor prediction = prediction(c, 1);
            Loss.Evaluation expected = evaluate(c, prediction, c.target(), 1);
            Loss.Evaluation actual = evaluate(c, prediction.as(DataType.FLOAT32), floats(c.target()), 1);
            assertEquals(DataType.FLOAT32, actual.gradient().type(), "type of the gradient");
            double weight = c.loss().weight(c.target());
            assertEquals(
                    weight, c.loss().weight(floats(c.target())), FLOAT_BOUND * Math.max(1, weight), "weight(target)");
            double bound = FLOAT_BOUND * Math.max(1, Math.abs(expected.value()));
            assertEquals(expected.value(), actual.value(), bound, "value");
            Checks.nearRelative(expected.gradient(), actual.gradient(), FLOAT_BOUND, "gradient");
        });
    }

    @TestFactory
    Stream<DynamicTest> textParsesBack() {
        return each(c -> Texts.parseBack(registry(), Loss.class, c.loss()));
    }
}
