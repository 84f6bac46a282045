package dev.nnkit.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.LossSamples.Sample;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every loss must do, on drawn losses, shapes, values, weights and ignored rows. */
class LossPropertiesTest {
    @Property(tries = 2000)
    void gradientIsTheSlope(@ForAll long seed) {
        Sample sample = LossSamples.draw(seed);
        LossSamples.verifyGradient(sample, scale(sample));
    }

    @Property
    void shapesFitAndTypesAreKept(@ForAll long seed) {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            Sample sample = LossSamples.draw(seed).as(type);
            sample.loss()
                    .check(
                            sample.prediction().shape().withoutFirst(),
                            sample.target().values().shape().withoutFirst());
            Tensor gradient = LossSamples.evaluate(sample, 1).gradient();
            assertEquals(type, gradient.type());
            assertEquals(sample.prediction().shape(), gradient.shape());
        }
    }

    @Property
    void bothTypesAgree(@ForAll long seed) {
        Sample single = LossSamples.draw(seed).as(DataType.FLOAT32);
        Loss.Evaluation inSingle = LossSamples.evaluate(single, scale(single));
        Loss.Evaluation inDouble = LossSamples.evaluate(single.as(DataType.FLOAT64), scale(single));
        assertEquals(inDouble.value(), inSingle.value(), 1e-5 * Math.max(1, Math.abs(inDouble.value())));
        for (int i = 0; i < inDouble.gradient().size(); i++) {
            assertEquals(inDouble.gradient().get(i), inSingle.gradient().get(i), 1e-5);
        }
    }

    /** A target of the other floating type is converted. */
    @Property
    void targetsMayHaveTheOtherType(@ForAll long seed) {
        Sample sample = LossSamples.draw(seed).as(DataType.FLOAT32);
        Sample mixed = new Sample(
                sample.loss(), sample.prediction(), sample.as(DataType.FLOAT64).target());
        assertSameBits(LossSamples.evaluate(sample, 1), LossSamples.evaluate(mixed, 1));
    }

    @Property
    void partsWithOneDivisorGiveTheWhole(@ForAll long seed) {
        verifyParts(LossSamples.draw(seed), 1);
    }

    private static void verifyParts(Sample sample, int partRows) {
        Loss.Evaluation whole = LossSamples.evaluate(sample, scale(sample));
        double weight = 0;
        double value = 0;
        int batch = sample.prediction().batch();
        for (int row = 0; row < batch; row += partRows) {
            int end = Math.min(batch, row + partRows);
            Sample part = rows(sample, row, end);
            weight += sample.loss().weight(part.target());
            Loss.Evaluation evaluation = LossSamples.evaluate(part, scale(sample));
            value += evaluation.value();
            assertTrue(evaluation.gradient().sameBits(rows(whole.gradient(), row, end)));
        }
        assertEquals(sample.loss().weight(sample.target()), weight, 1e-12 * weight);
        assertEquals(whole.value(), value, 1e-12 * Math.max(1, Math.abs(value)));
    }

    /** Padding changes neither the divisor nor the value nor the gradients of the rest, and has no gradient. */
    @Property
    void paddingIsNotThere(@ForAll long seed) {
        Sample sample = LossSamples.draw(seed);
        int batch = sample.prediction().batch();
        Tensor prediction = padded(sample.prediction(), 7);
        boolean labels = sample.target().values().type() == DataType.INT32;
        boolean ignores = sample.loss() instanceof SoftmaxCrossEntropy softmax
                && (!labels || softmax.ignoredLabel().isPresent());
        // without an ignored label, an example of weight 0 does it
        Tensor values = padded(sample.target().values(), ignores && labels ? LossSamples.IGNORED : 0);
        Tensor weights = Tensor.zeros(DataType.FLOAT64, Shape.of(batch + 1));
        for (int i = 0; i < batch; i++) {
            weights.set(i, sample.target().weight(i));
        }
        weights.set(batch, ignores ? 3 : 0);
        Sample longer = new Sample(sample.loss(), prediction, new Target(values, weights));
        assertEquals(sample.loss().weight(sample.target()), sample.loss().weight(longer.target()));
        Loss.Evaluation shortOne = LossSamples.evaluate(sample, scale(sample));
        Loss.Evaluation longOne = LossSamples.evaluate(longer, scale(longer));
        assertEquals(shortOne.value(), longOne.value(), 1e-12 * Math.max(1, Math.abs(shortOne.value())));
        assertTrue(shortOne.gradient().sameBits(rows(longOne.gradient(), 0, batch)));
        Tensor rest = rows(longOne.gradient(), batch, batch + 1);
        for (int i = 0; i < rest.size(); i++) {
            assertEquals(0, rest.get(i), 0.0);
        }
    }

    @Property
    void gradientAndValueScale(@ForAll long seed) {
        Sample sample = LossSamples.draw(seed);
        Loss.Evaluation one = LossSamples.evaluate(sample, 1);
        Loss.Evaluation four = LossSamples.evaluate(sample, 4);
        assertEquals(4 * one.value(), four.value(), 1e-12 * Math.abs(four.value()));
        for (int i = 0; i < one.gradient().size(); i++) {
            assertEquals(4 * one.gradient().get(i), four.gradient().get(i), 1e-12);
        }
    }

    @Property
    void nothingIsWrittenToAndNothingIsKept(@ForAll long seed) {
        Sample sample = LossSamples.draw(seed);
        Tensor prediction = sample.prediction().copy();
        Tensor values = sample.target().values().copy();
        Loss.Evaluation first = LossSamples.evaluate(sample, 1);
        LossSamples.evaluate(LossSamples.draw(seed + 1), 1);
        assertSameBits(first, LossSamples.evaluate(sample, 1));
        assertTrue(prediction.sameBits(sample.prediction()));
        assertTrue(values.sameBits(sample.target().values()));
    }

    /** NaN in a row that is there shows in the value and in the gradient. */
    @Property
    void nanInGivesNanOut(@ForAll long seed, @ForAll boolean single) {
        Sample sample = LossSamples.draw(seed).as(single ? DataType.FLOAT32 : DataType.FLOAT64);
        Tensor prediction = sample.prediction();
        int row = prediction.rows() - 1;
        if (isAbsent(sample.target().values(), row, prediction.shape().last())
                && sample.loss() instanceof SoftmaxCrossEntropy) {
            return;
        }
        prediction.set(prediction.size() - 1, Double.NaN);
        Loss.Evaluation evaluation = LossSamples.evaluate(sample, 1);
        assertTrue(Double.isNaN(evaluation.value()), sample.toString());
        assertTrue(Double.isNaN(evaluation.gradient().get(prediction.size() - 1)), sample.toString());
    }

    private static boolean isAbsent(Tensor values, int row, int classes) {
        if (values.type() == DataType.INT32) {
            return values.get(row) == LossSamples.IGNORED;
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += values.get(row * classes + k);
        }
        return sum == 0;
    }

    @Property(tries = 200)
    void largeLogits(@ForAll long seed, @ForAll boolean single) {
        Sample drawn = LossSamples.draw(seed).as(single ? DataType.FLOAT32 : DataType.FLOAT64);
        RandomStream random = RandomStream.of(seed, "large");
        for (int i = 0; i < drawn.prediction().size(); i++) {
            drawn.prediction().set(i, random.nextInt(2) == 0 ? 1e4 : -1e4);
        }
        Loss.Evaluation evaluation = LossSamples.evaluate(drawn, 1);
        assertTrue(Double.isFinite(evaluation.value()), drawn.toString());
        for (int i = 0; i < evaluation.gradient().size(); i++) {
            assertTrue(Double.isFinite(evaluation.gradient().get(i)), drawn.toString());
        }
    }

    /** More rows and elements than a block has: nothing is lost at its borders, whatever thread works on it. */
    @Test
    void bitsOfLargeBatchesDoNotDependOnThreads() {
        RandomStream random = RandomStream.of(1, "large batch");
        Tensor prediction = normal(Shape.of(3001, 7), random);
        Tensor target = normal(Shape.of(3001, 7), random);
        Tensor labels = Tensor.zeros(DataType.INT32, Shape.of(3001));
        for (int i = 0; i < labels.size(); i++) {
            labels.set(i, random.nextInt(7));
        }
        for (Loss loss : List.of(
                Losses.meanSquaredError(), Losses.meanAbsoluteError(), Losses.huber(), Losses.softmaxCrossEntropy())) {
            Target values = Target.of(loss instanceof SoftmaxCrossEntropy ? labels : target);
            verifyParts(new Sample(loss, prediction, values), 100);
            assertSameBits(
                    loss.evaluate(prediction, values, 0.3, LossSamples.step()),
                    loss.evaluate(prediction, values, 0.3, LossSamples.step(threads())));
        }
    }

    private static Kernels threads() {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("split")) {
                        return method.invoke(Kernels.reference(), arguments);
                    }
                    split((int) arguments[0], (Kernels.Range) arguments[2]);
                    return null;
                });
    }

    private static void split(int length, Kernels.Range body) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int part = 2; part >= 0; part--) {
            int from = length * part / 3;
            int to = length * (part + 1) / 3;
            threads.add(new Thread(() -> body.run(from, to)));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Tensor normal(Shape shape, RandomStream random) {
        Tensor result = Tensor.zeros(DataType.FLOAT32, shape);
        for (int i = 0; i < result.size(); i++) {
            result.set(i, random.nextGaussian());
        }
        return result;
    }

    private static void assertSameBits(Loss.Evaluation expected, Loss.Evaluation actual) {
        assertEquals(expected.value(), actual.value());
        assertTrue(expected.gradient().sameBits(actual.gradient()));
    }

    private static double scale(Sample sample) {
        double weight = sample.loss().weight(sample.target());
        return weight > 0 ? 1 / weight : 0;
    }

    private static Sample rows(Sample sample, int from, int to) {
        @Nullable Tensor weights = sample.target().exampleWeights();
        return new Sample(
                sample.loss(),
                rows(sample.prediction(), from, to),
                new Target(rows(sample.target().values(), from, to), weights == null ? null : rows(weights, from, to)));
    }

    private static Tensor rows(Tensor source, int from, int to) {
        Tensor result =
                Tensor.zeros(source.type(), source.shape().withoutFirst().withBatch(to - from));
        return result.setRows(0, source, from, to - from);
    }

    private static Tensor padded(Tensor source, double value) {
        Tensor result =
                Tensor.zeros(source.type(), source.shape().withoutFirst().withBatch(source.batch() + 1));
        return result.fill(value).setRows(0, source, 0, source.batch());
    }
}
