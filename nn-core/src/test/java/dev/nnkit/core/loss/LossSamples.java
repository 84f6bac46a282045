package dev.nnkit.core.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Loss;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.CorePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Losses with predictions and targets that fit them, drawn from a seed. */
final class LossSamples {
    static final int IGNORED = -1;

    /** Farther from a kink than the differences reach. */
    private static final double BESIDE = 0.01;

    private static final double STEP = 1e-3;

    /** What a loss is tried on. */
    record Sample(Loss loss, Tensor prediction, Target target) {
        Sample as(DataType type) {
            Tensor values = target.values();
            Tensor converted = values.type().isFloating() ? values.as(type) : values;
            return new Sample(loss, prediction.as(type), new Target(converted, target.exampleWeights()));
        }
    }

    private LossSamples() {}

    static Registry registry() {
        return Registry.of(List.of(new CorePlugin()));
    }

    static StepContext step() {
        return step(Kernels.reference());
    }

    static StepContext step(Kernels kernels) {
        StepContext step = StepContext.checking(kernels, true, 1);
        step.begin(1, 0);
        return step;
    }

    static Loss.Evaluation evaluate(Sample sample, double scale) {
        return sample.loss.evaluate(sample.prediction, sample.target, scale, step());
    }

    /** FLOAT64, batch 1 to 5; half of them with example weights, of which some are 0. */
    static Sample draw(long seed) {
        RandomStream random = RandomStream.of(seed, "loss sample");
        int batch = 1 + random.nextInt(5);
        Sample sample = random.nextInt(3) == 0 ? elementwise(batch, random) : softmax(batch, random);
        if (random.nextInt(2) == 0) {
            return sample;
        }
        Tensor weights = Tensor.zeros(DataType.FLOAT64, Shape.of(batch));
        for (int i = 0; i < batch; i++) {
            weights.set(i, random.nextInt(4) == 0 ? 0 : 2 * random.nextDouble());
        }
        return new Sample(sample.loss, sample.prediction, new Target(sample.target.values(), weights));
    }

    private static Sample elementwise(int batch, RandomStream random) {
        Shape shape = example(random, 1 + random.nextInt(4)).withBatch(batch);
        double delta = 0.2 + random.nextDouble();
        List<Loss> losses = List.of(
                new MeanSquaredError(),
                new HalfSumOfSquares(),
                new MeanAbsoluteError(),
                new Huber(delta),
                new BinaryCrossEntropy());
        Loss loss = losses.get(random.nextInt(losses.size()));
        Tensor target = Tensor.zeros(DataType.FLOAT64, shape);
        Tensor prediction = Tensor.zeros(DataType.FLOAT64, shape);
        for (int i = 0; i < target.size(); i++) {
            target.set(i, loss.expectsLogits() && random.nextInt(2) == 0 ? random.nextInt(2) : random.nextDouble());
            double error = 6 * random.nextDouble() - 3;
            for (double kink : new double[] {0, -delta, delta}) {
                error = Math.abs(error - kink) < BESIDE ? kink + BESIDE : error;
            }
            prediction.set(i, target.get(i) + error);
        }
        return new Sample(loss, prediction, Target.of(target));
    }

    private static Sample softmax(int batch, RandomStream random) {
        int classes = 2 + random.nextInt(5);
        Shape example = example(random, classes);
        boolean labels = random.nextInt(2) == 0;
        List<Double> weights = new ArrayList<>();
        if (random.nextInt(2) == 0) {
            for (int k = 0; k < classes; k++) {
                weights.add(k > 0 && random.nextInt(4) == 0 ? 0 : 0.1 + random.nextDouble());
            }
        }
        Loss loss = new SoftmaxCrossEntropy(
                random.nextInt(2) == 0 ? 0 : 0.5 * random.nextDouble(),
                random.nextInt(2) == 0 ? OptionalInt.empty() : OptionalInt.of(IGNORED),
                weights);
        Shape shape = example.withBatch(batch);
        Tensor prediction = Tensor.zeros(DataType.FLOAT64, shape);
        for (int i = 0; i < prediction.size(); i++) {
            prediction.set(i, 8 * random.nextDouble() - 4);
        }
        boolean ignores = ((SoftmaxCrossEntropy) loss).ignoredLabel().isPresent();
        Tensor target = labels ? labels(shape, ignores, random) : distributions(shape, random);
        return new Sample(loss, prediction, Target.of(target));
    }

    private static Shape example(RandomStream random, int last) {
        return random.nextInt(2) == 0 ? Shape.of(last) : Shape.of(1 + random.nextInt(3), last);
    }

    private static Tensor labels(Shape shape, boolean ignores, RandomStream random) {
        Tensor labels = Tensor.zeros(DataType.INT32, shape.withoutLast());
        for (int i = 0; i < labels.size(); i++) {
            labels.set(i, ignores && random.nextInt(3) == 0 ? IGNORED : random.nextInt(shape.last()));
        }
        return labels;
    }

    /** A fifth of the rows are zeros: not there. */
    private static Tensor distributions(Shape shape, RandomStream random) {
        Tensor result = Tensor.zeros(DataType.FLOAT64, shape);
        int classes = shape.last();
        for (int start = 0; start < result.size(); start += classes) {
            if (random.nextInt(5) > 0) {
                double sum = 0;
                for (int k = 0; k < classes; k++) {
                    result.set(start + k, 0.01 + random.nextDouble());
                    sum += result.get(start + k);
                }
                for (int k = 0; k < classes; k++) {
                    result.set(start + k, result.get(start + k) / sum);
                }
            }
        }
        return result;
    }

    /** Compares every element of the gradient with the central difference of fourth order. */
    static void verifyGradient(Sample sample, double scale) {
        Tensor gradient = evaluate(sample, scale).gradient();
        Tensor moved = sample.prediction.copy();
        Sample other = new Sample(sample.loss, moved, sample.target);
        for (int i = 0; i < moved.size(); i++) {
            double numeric = (8 * (valueAt(other, i, STEP, scale) - valueAt(other, i, -STEP, scale))
                            - (valueAt(other, i, 2 * STEP, scale) - valueAt(other, i, -2 * STEP, scale)))
                    / (12 * STEP);
            double analytic = gradient.get(i);
            assertTrue(
                    Math.abs(analytic - numeric) <= 1e-8 + 1e-6 * Math.abs(numeric),
                    sample + " element " + i + ": gradient " + analytic + ", difference " + numeric);
        }
    }

    private static double valueAt(Sample sample, int index, double offset, double scale) {
        double before = sample.prediction.get(index);
        sample.prediction.set(index, before + offset);
        double value = evaluate(sample, scale).value();
        sample.prediction.set(index, before);
        return value;
    }
}
