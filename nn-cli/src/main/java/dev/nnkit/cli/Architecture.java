package dev.nnkit.cli;

import static dev.nnkit.core.layer.Layers.flatten;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network for some data: what the user asks for, or one that fits; on images with flatten before a leading dense. */
final class Architecture {
    private Architecture() {}

    static Sequential forData(@Nullable Sequential asked, Material material) {
        Sequential chain = asked == null ? Sequential.parse(material.standardNetwork()) : asked;
        if (material.inputShape().rank() == 3 && startsWithDense(chain.layers().get(0))) {
            List<LayerSpec> more = new ArrayList<>(chain.layers());
            more.add(0, flatten());
            return new Sequential(more);
        }
        return chain;
    }

    private static boolean startsWithDense(LayerSpec spec) {
        return spec instanceof Dense
                || (spec instanceof NamedSpec named && startsWithDense(named.spec()))
                || (spec instanceof Frozen frozen && startsWithDense(frozen.inner()));
    }

    static String ofImages(int width) {
        return "dense(128) relu dense(" + width + ")";
    }

    static String ofRows(int width) {
        return "dense(32) tanh dense(32) tanh dense(" + width + ")";
    }
}
