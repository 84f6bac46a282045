package dev.nnkit.cli;

import static dev.nnkit.core.layer.Layers.flatten;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network for some data: what the user asks for, or one that fits; on images with flatten before a leading dense. */
final class Architecture {
    private Architecture() {}

    static Sequential forData(@Nullable Sequential asked, String name, Dataset data) {
        Sequential chain = asked == null ? Sequential.parse(standard(name, data)) : asked;
        if (data.inputShape().rank() == 3 && startsWithDense(chain.layers().get(0))) {
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

    private static String standard(String name, Dataset data) {
        if (data.inputShape().rank() == 3) {
            return "dense(128) relu dense(" + classes(data) + ")";
        }
        if (data.isClassification()) {
            return "dense(32) tanh dense(32) tanh dense(" + classes(data) + ")";
        }
        return name.equals("xor") ? "dense(8) tanh dense(1)" : "dense(32) tanh dense(32) tanh dense(1)";
    }

    private static int classes(Dataset data) {
        int largest = 1;
        int[] targets = data.targets().get(0).ints();
        for (int target : targets) {
            largest = Math.max(largest, target);
        }
        return largest + 1;
    }
}
