package dev.nnkit.core;

import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;
import dev.nnkit.core.initializer.Initializers;
import dev.nnkit.core.kernel.CoreKernels;
import dev.nnkit.core.layer.Joins;
import dev.nnkit.core.layer.LayerCatalogue;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Containers;

/** What this module brings, under bare names. */
public final class CorePlugin implements Plugin {
    public CorePlugin() {}

    @Override
    public void register(Registry registry) {
        Containers.register(registry);
        LayerCatalogue.register(registry);
        Joins.register(registry);
        Losses.register(registry);
        Initializers.register(registry);
    }

    @Override
    public void registerKernels(Registry registry) {
        CoreKernels.register(registry);
    }
}
