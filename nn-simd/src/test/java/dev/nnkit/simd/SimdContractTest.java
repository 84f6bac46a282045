package dev.nnkit.simd;

import dev.nnkit.api.Kernels;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.gradcheck.junit.KernelsContract;

class SimdContractTest extends KernelsContract {
    @Override
    protected Kernels kernels(int threads) {
        return new SimdKernels(KernelChoice.named("scalar", threads), (work, type, operations) -> true);
    }
}
