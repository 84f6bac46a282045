package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels;
import dev.nnkit.gradcheck.junit.KernelsContract;

class ScalarContractTest extends KernelsContract {
    @Override
    protected Kernels kernels(int threads) {
        return KernelChoice.named("scalar", threads);
    }
}
