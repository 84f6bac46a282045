package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.conv2d;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.maxPool2d;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.gradcheck.jqwik.Assembly;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What networks of images are drawn of. */
final class ImageAssembly implements Assembly {
    private static final int MOST_FILTERS = 3;
    private final CoreAssembly containers = new CoreAssembly();

    @Override
    public Arbitrary<LayerSpec> layers() {
        return Arbitraries.integers()
                .between(1, MOST_FILTERS)
                .flatMap(filters -> Arbitraries.<LayerSpec>of(
                        conv2d(filters, 1),
                        conv2d(filters, 2),
                        conv2d(filters, 3).withPadding(1),
                        maxPool2d(2),
                        tanh(),
                        relu(),
                        batchNorm(),
                        dropout(0.3),
                        flatten(),
                        dense(filters)));
    }

    /** In each pixel by itself, so that there is a way back to an image. */
    @Override
    public LayerSpec linear(int features) {
        return conv2d(features, 1);
    }

    @Override
    public LayerSpec sequential(List<LayerSpec> layers) {
        return containers.sequential(layers);
    }

    @Override
    public LayerSpec residual(List<LayerSpec> layers) {
        return containers.residual(layers);
    }

    @Override
    public LayerSpec shared(List<LayerSpec> layers) {
        return containers.shared(layers);
    }
}
