package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One, two and three threads give the same bits, forwards and backwards, where the work is large enough to be split. */
class ThreadsTest {
    private static final List<Kernels> KERNELS =
            List.of(KernelChoice.best(1), KernelChoice.best(2), KernelChoice.best(3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(100)                           | 200        | 64",
                "dense(100) tiedDense(\"0.weight\")   | 200        | 64",
                "softmax                              | 1000       | 64",
                "flatten                              | 16 16 8    | 8",
                "reshape(64)                          | 8 8        | 8",
                "dropout(0.3)                         | 1000       | 64",
                "batchNorm                            | 16 16 8    | 140",
                "conv2d(8, 5, padding=2)              | 28 28 1    | 32",
                "maxPool2d(3, stride=2)               | 64 64 8    | 34",
                "lstm(64)                             | 3 32       | 200",
                "lstm(64, allSteps=true)              | 3 32       | 200",
                "attention(32)                        | 64 16      | 16"
            })
    void layers(String text, String axes, int batch) {
        Shape example = shape(axes);
        Layer layer = new Sequential(Samples.REGISTRY.parseLayers(text)).build(example, initialization());
        Tensor x = Samples.normal(1, example.withBatch(batch)).as(DataType.FLOAT32);
        List<Tensor> expected = run(layer, x, KERNELS.get(0));
        for (Kernels kernels : KERNELS) {
            same(expected, run(layer, x, kernels), text, kernels);
        }
    }

    private static List<Tensor> run(Layer layer, Tensor x, Kernels kernels) {
        Gradients gradients = Gradients.of(layer.parameters());
        Layer.Forward forward = layer.forward(x, StepContext.training(kernels, 1));
        List<Tensor> results = new ArrayList<>(List.of(forward.output().copy()));
        results.add(
                forward.pullback().apply(upstream(forward.output()), gradients).copy());
        layer.parameters().forEach(p -> results.add(gradients.rowSums(p).copy()));
        return results;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add              | 2000 | 2000 | 2000 | 600",
                "concatenate      | 2000 | 1000 | 3000 | 300",
                "scaledDotProduct | 64 32 | 48 32 | 48 16 | 24"
            })
    void joins(String text, String first, String second, String third, int batch) {
        List<Shape> examples = List.of(shape(first), shape(second), shape(third));
        Join join = Samples.REGISTRY.parse(JoinSpec.class, text).build(examples, initialization());
        List<Tensor> inputs = examples.stream()
                .map(example ->
                        Samples.normal(example.size(), example.withBatch(batch)).as(DataType.FLOAT32))
                .toList();
        List<Tensor> expected = run(join, inputs, KERNELS.get(0));
        for (Kernels kernels : KERNELS) {
            same(expected, run(join, inputs, kernels), text, kernels);
        }
    }

    private static List<Tensor> run(Join join, List<Tensor> inputs, Kernels kernels) {
        Join.Forward forward = join.forward(inputs, StepContext.training(kernels, 1));
        List<Tensor> results = new ArrayList<>(List.of(forward.output().copy()));
        for (Tensor gradient : forward.pullback().apply(upstream(forward.output()), Gradients.of(List.of()))) {
            results.add(Objects.requireNonNull(gradient).copy());
        }
        return results;
    }

    private static void same(List<Tensor> expected, List<Tensor> actual, String text, Kernels kernels) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(
                    expected.get(i).sameBits(actual.get(i)),
                    text + ": tensor " + i + " has other bits with " + kernels.threads() + " threads");
        }
    }

    private static Tensor upstream(Tensor output) {
        return Samples.normal(2, output.shape()).as(DataType.FLOAT32);
    }

    private static Initialization initialization() {
        return Initialization.of(DataType.FLOAT32, 1);
    }

    private static Shape shape(String axes) {
        return Shape.of(
                Arrays.stream(axes.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
    }
}
