package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.elu;
import static dev.nnkit.activation.Activations.gelu;
import static dev.nnkit.activation.Activations.leakyRelu;
import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.attention;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.lstm;
import static dev.nnkit.core.layer.Layers.softmax;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.gradcheck.jqwik.Assembly;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What networks of vectors and sequences are drawn of. */
final class CoreAssembly implements Assembly {
    private static final int WIDEST = 4;

    @Override
    public Arbitrary<LayerSpec> layers() {
        return Arbitraries.integers()
                .between(1, WIDEST)
                .flatMap(units -> Arbitraries.<LayerSpec>of(
                        dense(units),
                        dense(units).withoutBias(),
                        tanh(),
                        relu(),
                        sigmoid(),
                        leakyRelu(),
                        elu(),
                        gelu(),
                        softmax(),
                        dropout(0.3),
                        batchNorm(),
                        flatten(),
                        lstm(units),
                        lstm(units).withAllSteps(),
                        attention(units)));
    }

    @Override
    public LayerSpec linear(int features) {
        return dense(features);
    }

    @Override
    public LayerSpec sequential(List<LayerSpec> layers) {
        return new Sequential(layers);
    }

    @Override
    public LayerSpec residual(List<LayerSpec> layers) {
        return new Residual(new Sequential(layers));
    }

    @Override
    public LayerSpec shared(List<LayerSpec> layers) {
        return Graph.inputs("x")
                .layer("shared", new Sequential(layers))
                .call("once", "shared", "x")
                .call("twice", "shared", "once")
                .outputs("twice");
    }
}
