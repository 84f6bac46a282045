package dev.nnkit.simd;

import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;

/** Makes the kernels known; touches nothing of the Vector API, so that it can be loaded by any JVM. */
public final class SimdPlugin implements Plugin {
    @Override
    public void register(Registry registry) {
        // kernels are all it brings
    }

    @Override
    public void registerKernels(Registry registry) {
        registry.kernels("simd", new SimdProvider());
    }
}
