package dev.nnkit.core.network;

import dev.nnkit.api.Registry;

/** Makes the layers that hold other layers known by name. */
public final class Containers {
    private Containers() {}

    public static void register(Registry registry) {
        registry.layer("sequential", Sequential.class, Sequential::read);
        registry.layer("residual", Residual.class, Residual::read);
        registry.layer("frozen", Frozen.class, Frozen::read);
        registry.layer("graph", Graph.class, Graph::read);
    }
}
