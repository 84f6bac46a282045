package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.conv2d;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.lstm;
import static dev.nnkit.core.layer.Layers.maxPool2d;
import static dev.nnkit.core.layer.Layers.reshape;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.binaryCrossEntropy;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static dev.nnkit.optimizer.Optimizers.momentum;
import static dev.nnkit.optimizer.Optimizers.sgd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.bench.hand.HandWritten;
import dev.nnkit.bench.hand.HandWrittenConvNet;
import dev.nnkit.bench.hand.HandWrittenMlp;
import dev.nnkit.bench.hand.HandWrittenXor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A training that is timed. All of it is written as a user writes it, through the public API.
 *
 * @param name W1 and so on
 * @param title what is trained, in a few words
 * @param flops floating-point operations of the products of one example: forward, and the gradients that are needed
 * @param lossBound what the loss of the last epoch must be below, or the timing is of something that does not learn
 * @param data makes the examples: the same ones each time
 * @param byHand the same in plain loops; empty where there is none
 */
public record Workload(
        String name,
        String title,
        LayerSpec network,
        Loss loss,
        Optimizer optimizer,
        int batch,
        double flops,
        double lossBound,
        Supplier<Dataset> data,
        Optional<Function<Dataset, HandWritten>> byHand) {

    /** Of a guess that is the same for all ten classes: ln 10, and a fifth less is something learned. */
    private static final double LEARNS_CLASSES = 0.8 * Math.log(10);

    /** All of them, in the order of their names. */
    public static List<Workload> all() {
        return List.of(xor(), regression(), digits(), wide(), convolution(), recurrent());
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static Workload named(String name) {
        return all().stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench: there is no workload \"" + name + "\". Known: "
                        + String.join(", ", Bench.names()) + "."));
    }

    private static Workload xor() {
        return new Workload(
                "W1",
                "XOR, 2-4-1 tanh, sigmoid, SGD, batch 1",
                sequential(dense(4), tanh(), dense(1)),
                binaryCrossEntropy(),
                sgd(0.1),
                1,
                chain(2, 4, 1),
                0.5,
                Workload::repeatedXor,
                Optional.of(data -> new HandWrittenXor(inputs(data), targets(data))));
    }

    private static Workload regression() {
        return new Workload(
                "W2",
                "32-64-32-1 tanh, Adam, batch 32",
                sequential(dense(64), tanh(), dense(32), tanh(), dense(1)),
                meanSquaredError(),
                adam(0.001),
                32,
                chain(32, 64, 32, 1),
                0.5,
                () -> waves(32_000),
                Optional.of(
                        data -> HandWrittenMlp.regression(new int[] {32, 64, 32, 1}, inputs(data), targets(data), 32)));
    }

    private static Workload digits() {
        return new Workload(
                "W3",
                "784-128-10 ReLU, Adam, batch 64",
                sequential(flatten(), dense(128), relu(), dense(10)),
                softmaxCrossEntropy(),
                adam(0.001),
                64,
                chain(784, 128, 10),
                LEARNS_CLASSES,
                () -> Generators.digits(8000, 1),
                Optional.of(data ->
                        HandWrittenMlp.classifier(new int[] {784, 128, 10}, true, inputs(data), labels(data), 64)));
    }

    private static Workload wide() {
        return new Workload(
                "W4",
                "784-1024-1024-10 ReLU, momentum, batch 256",
                sequential(flatten(), dense(1024), relu(), dense(1024), relu(), dense(10)),
                softmaxCrossEntropy(),
                momentum(0.01),
                256,
                chain(784, 1024, 1024, 10),
                LEARNS_CLASSES,
                () -> Generators.digits(2048, 1),
                Optional.of(data -> HandWrittenMlp.classifier(
                        new int[] {784, 1024, 1024, 10}, false, inputs(data), labels(data), 256)));
    }

    private static Workload convolution() {
        double first = 24 * 24 * 2.0 * 25 * 8;
        double second = 8 * 8 * 2.0 * 25 * 8 * 16;
        return new Workload(
                "W5",
                "conv 8@5x5, pool, conv 16@5x5, pool, 128, 10, Adam, batch 64",
                sequential(
                        conv2d(8, 5),
                        relu(),
                        maxPool2d(2),
                        conv2d(16, 5),
                        relu(),
                        maxPool2d(2),
                        flatten(),
                        dense(128),
                        relu(),
                        dense(10)),
                softmaxCrossEntropy(),
                adam(0.001),
                64,
                2 * first + 3 * second + 3 * 2.0 * (256 * 128 + 128 * 10),
                LEARNS_CLASSES,
                () -> Generators.digits(2048, 1),
                Optional.of(data -> new HandWrittenConvNet(inputs(data), labels(data), 64)));
    }

    private static Workload recurrent() {
        double forward = 2.0 * (28 + 32) * 4 * 32;
        double back = 2.0 * 32 * 4 * 32;
        return new Workload(
                "W7",
                "LSTM 32 over 28 rows of 28, dense 10, Adam, batch 64",
                sequential(reshape(28, 28), lstm(32), dense(10)),
                softmaxCrossEntropy(),
                adam(0.001),
                64,
                28 * (2 * forward + back) + 3 * 2.0 * 32 * 10,
                LEARNS_CLASSES,
                () -> Generators.digits(2048, 1),
                Optional.empty());
    }

    /** Of dense layers: a product forward and two back, but one back in the first layer. */
    static double chain(int... widths) {
        double flops = 0;
        for (int i = 1; i < widths.length; i++) {
            flops += (i == 1 ? 2 : 3) * 2.0 * widths[i - 1] * widths[i];
        }
        return flops;
    }

    private static Dataset repeatedXor() {
        int rows = 4000;
        Tensor inputs = Tensor.zeros(DataType.FLOAT32, Shape.of(rows, 2));
        Tensor targets = Tensor.zeros(DataType.FLOAT32, Shape.of(rows, 1));
        for (int row = 0; row < rows; row++) {
            inputs.floats()[2 * row] = row & 1;
            inputs.floats()[2 * row + 1] = row >> 1 & 1;
            targets.floats()[row] = (row ^ row >> 1) & 1;
        }
        return Dataset.of(inputs, targets);
    }

    /** The sum of two waves, of 2 of 32 columns; its mean square is about 1. */
    static Dataset waves(int rows) {
        Tensor inputs = Tensor.zeros(DataType.FLOAT32, Shape.of(rows, 32));
        Tensor targets = Tensor.zeros(DataType.FLOAT32, Shape.of(rows, 1));
        RandomStream random = RandomStream.of(1, "waves");
        for (int i = 0; i < inputs.size(); i++) {
            inputs.floats()[i] = (float) random.nextGaussian();
        }
        for (int row = 0; row < rows; row++) {
            float a = inputs.floats()[32 * row];
            float b = inputs.floats()[32 * row + 1];
            targets.floats()[row] = (float) (Math.sin(2 * a) + Math.cos(2 * b));
        }
        return Dataset.of(inputs, targets);
    }

    private static float[] inputs(Dataset data) {
        return data.inputs().get(0).floats();
    }

    private static float[] targets(Dataset data) {
        return data.targets().get(0).floats();
    }

    private static int[] labels(Dataset data) {
        return data.targets().get(0).ints();
    }
}
