package dev.nnkit.core.train;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.frozen;
import static dev.nnkit.core.layer.Layers.residual;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What training must not move does not move, and costs no backward pass. */
class FrozenPrefixTest {
    private static final Dataset DATA = Blobs.of(40, 4, 2, DataType.FLOAT64);

    /** Passes everything on and counts how often it is asked for a gradient. */
    private record Counting(AtomicInteger pullbacks) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            return new Layer() {
                @Override
                public Shape outputShape(Shape shape) {
                    return shape;
                }

                @Override
                public Forward forward(Tensor input, StepContext step) {
                    return new Forward(input, (Tensor dy, Gradients into) -> {
                        pullbacks.incrementAndGet();
                        return dy;
                    });
                }
            };
        }
    }

    private static int pullbacks(LayerSpec... layers) {
        AtomicInteger count = new AtomicInteger();
        LayerSpec[] all = new LayerSpec[layers.length + 1];
        all[0] = new Counting(count);
        System.arraycopy(layers, 0, all, 1, layers.length);
        train(Network.build(sequential(all), Shape.of(4), DataType.FLOAT64, 1));
        return count.get();
    }

    private static void train(Network network) {
        Trainer.of(network, softmaxCrossEntropy(), adam(0.01))
                .epochs(1)
                .batch(40)
                .kernels(Kernels.reference())
                .fit(DATA);
    }

    @Test
    void whatLiesBeforeTheFirstLearningLayerCostsNothing() {
        assertEquals(0, pullbacks(dense(3), tanh(), dense(2)), "the input's gradient");
        assertEquals(0, pullbacks(frozen(dense(4)), tanh(), frozen(residual(dense(4))), dense(2)), "a frozen prefix");
    }

    @Test
    void frozenLayersBehindALearningOneStillPassGradientsOn() {
        Network network = Network.build(
                sequential(dense(4), tanh(), frozen(dense(4)), dense(2)), Shape.of(4), DataType.FLOAT64, 1);
        Tensor first = network.parameters().get(0).value().copy();
        Tensor frozen = network.parameters().get(2).value().copy();
        train(network);
        assertTrue(frozen.sameBits(network.parameters().get(2).value()));
        assertTrue(!first.sameBits(network.parameters().get(0).value()));
    }
}
