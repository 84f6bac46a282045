package dev.nnkit.simd;

import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.Snapshot;
import dev.nnkit.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs end with the same bits on vectors, without them, and where one begins and the other goes on. */
class TrainingBitsTest {
    private static final int ROWS = 45;
    private static final int CLASSES = 5;

    private static Kernels scalar() {
        return KernelChoice.named("scalar", 1);
    }

    private static Kernels simd(int threads) {
        return new SimdKernels(KernelChoice.named("scalar", threads), (work, type, operations) -> true);
    }

    private static Dataset data(DataType type) {
        Tensor inputs = Tensor.zeros(type, Shape.of(ROWS, 144));
        Tensor labels = Tensor.ofInts(Shape.of(ROWS), new int[ROWS]);
        RandomStream random = RandomStream.of(1, "bits");
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextGaussian());
        }
        for (int i = 0; i < ROWS; i++) {
            labels.ints()[i] = random.nextInt(CLASSES);
        }
        return Dataset.of(inputs, labels);
    }

    private static Network network(String layers, DataType type) {
        return Network.build(Sequential.parse(layers), Shape.of(144), type, 1);
    }

    private static Trainer trainer(Network network, Kernels kernels) {
        return Trainer.of(network, softmaxCrossEntropy(), adam(0.01))
                .epochs(2)
                .batch(20)
                .kernels(kernels);
    }

    private static List<Tensor> trained(String layers, DataType type, Kernels kernels) {
        Network network = network(layers, type);
        trainer(network, kernels).fit(data(type));
        return values(network);
    }

    private static List<Tensor> values(Network network) {
        return network.parameters().stream().map(Parameter::value).toList();
    }

    private static void assertSame(List<Tensor> expected, List<Tensor> actual, String what) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).sameBits(actual.get(i)), what + ", parameter " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(70) relu dropout(0.2) dense(5)",
                "dense(64) tanh residual(dense(64) gelu) dense(33) sigmoid dense(5)",
                "dense(40) batchNorm silu dense(37) geluTanh dense(31) elu dense(5)",
                "reshape(12, 12, 1) conv2d(8, 3, padding=1) relu maxPool2d(2) conv2d(9, 3) flatten dense(5)",
                "reshape(12, 12) lstm(20) dense(5)",
                "reshape(12, 12) attention(24) flatten softplus dense(5)"
            })
    void scalarAndVectors(String layers) {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            List<Tensor> expected = trained(layers, type, scalar());
            assertSame(expected, trained(layers, type, simd(1)), type + " on vectors");
            assertSame(expected, trained(layers, type, simd(2)), type + " on vectors, two threads");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneBeginsAndTheOtherGoesOn(boolean vectorsFirst) {
        String layers = "dense(70) tanh dense(5)";
        Kernels first = vectorsFirst ? simd(1) : scalar();
        Kernels second = vectorsFirst ? scalar() : simd(1);
        List<Snapshot> kept = new ArrayList<>();
        trainer(network(layers, DataType.FLOAT32), first)
                .snapshots(2, kept::add)
                .fit(data(DataType.FLOAT32));
        Network resumed = network(layers, DataType.FLOAT32);
        trainer(resumed, second).resume(kept.get(0)).fit(data(DataType.FLOAT32));
        assertEquals(2, kept.get(0).step());
        assertSame(trained(layers, DataType.FLOAT32, scalar()), values(resumed), "resumed");
    }
}
