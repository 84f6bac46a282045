package dev.nnkit.core.train;

import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed gives the same bits for 1, 2 and 3 threads, on work that is large enough to be split. */
class SameBitsTest {
    private static final int ROWS = 96;

    private static Tensor random(int... axes) {
        Tensor tensor = Tensor.zeros(DataType.FLOAT32, Shape.of(axes));
        RandomStream random = RandomStream.of(1, "same bits", axes.length);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.floats()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Tensor whole(int bound, int... axes) {
        Tensor tensor = Tensor.zeros(DataType.INT32, Shape.of(axes));
        RandomStream random = RandomStream.of(2, "same bits", bound);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.ints()[i] = random.nextInt(bound);
        }
        return tensor;
    }

    private static List<Tensor> trained(Objective objective, Dataset data, int threads, int microBatch) {
        Trainer.of(objective, adam(0.01))
                .epochs(2)
                .batch(64)
                .microBatch(microBatch)
                .kernels(KernelChoice.named("scalar", threads))
                .fit(data);
        return objective.parameters().stream().map(p -> p.value().copy()).toList();
    }

    private static void assertSameBits(Supplier<Objective> fresh, Dataset data) {
        List<Tensor> one = trained(fresh.get(), data, 1, 0);
        for (int threads = 2; threads <= 3; threads++) {
            assertSame(one, trained(fresh.get(), data, threads, 0), threads + " threads");
        }
        List<Tensor> inParts = trained(fresh.get(), data, 1, 24);
        assertSame(inParts, trained(fresh.get(), data, 3, 24), "micro-batches on 3 threads");
    }

    private static void assertSame(List<Tensor> expected, List<Tensor> actual, String what) {
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(expected.get(i).sameBits(actual.get(i)), what + ", parameter " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(256) relu dropout(0.2) dense(10)",
                "dense(256, bias=false) tanh residual(dense(256) gelu) dense(10)",
                "dense(256) batchNorm silu dense(10)",
                "reshape(16, 16, 1) conv2d(16, 3, padding=1) relu maxPool2d(2) flatten dense(10)",
                "reshape(16, 16) lstm(64) dense(10)",
                "reshape(16, 16) attention(64) flatten dense(10)",
                "frozen(dense(256)) sigmoid dense(10)"
            })
    void chains(String layers) {
        Dataset data = Dataset.of(random(ROWS, 256), whole(10, ROWS));
        assertSameBits(
                () -> Objective.of(Network.build(Sequential.parse(layers), Shape.of(256), 1), softmaxCrossEntropy()),
                data);
    }

    @Test
    void anEmbeddingAndItsTranspose() {
        Dataset data = Dataset.of(whole(200, ROWS, 12), whole(200, ROWS, 12));
        assertSameBits(
                () -> Objective.of(
                        Network.build(Sequential.parse("embedding(200, 64) tiedDense(\"0.weight\")"), Shape.of(12), 1),
                        softmaxCrossEntropy()),
                data);
    }

    @Test
    void aSiameseNetworkWithSequencesOfUnequalLengthsAndTwoLosses() {
        String text = "graph(inputs(left right lengths),"
                + " layers(encoder: lstm(48) masked: maskedLstm(48) both: concatenate class: dense(5) size: dense(1)),"
                + " calls(a: encoder(left) b: encoder(right) c: masked(left, lengths) all: both(a, b, c)"
                + " kind: class(all) value: size(all)), outputs(kind value))";
        Tensor lengths = whole(11, ROWS);
        for (int i = 0; i < ROWS; i++) {
            lengths.ints()[i]++;
        }
        Dataset data = Dataset.of(
                List.of(random(ROWS, 12, 24), random(ROWS, 12, 24), lengths), List.of(whole(5, ROWS), random(ROWS, 1)));
        List<Shape> inputs = new ArrayList<>(List.of(Shape.of(12, 24), Shape.of(12, 24), Shape.of()));
        LayerSpec graph = Registry.installed().parse(LayerSpec.class, text);
        assertSameBits(
                () -> Objective.of(
                        Network.build(graph, inputs, DataType.FLOAT32, 1),
                        List.of(
                                new Objective.Term(softmaxCrossEntropy(), 1),
                                new Objective.Term(meanSquaredError(), 0.5))),
                data);
    }
}
