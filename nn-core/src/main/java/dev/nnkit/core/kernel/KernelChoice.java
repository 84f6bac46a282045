package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels;

/** Takes the best kernels that are installed. */
public final class KernelChoice {
    private KernelChoice() {}

    /** @param threads how many threads may work on one call, 1 or more */
    public static Kernels best(int threads) {
        return Kernels.reference();
    }
}
