package dev.nnkit.core.kernel;

import dev.nnkit.api.Registry;

/** Makes the kernels of this package known by name. */
public final class CoreKernels {
    private CoreKernels() {}

    public static void register(Registry registry) {}
}
