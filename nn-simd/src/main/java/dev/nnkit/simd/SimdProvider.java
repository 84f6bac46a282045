package dev.nnkit.simd;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.KernelsProvider;
import dev.nnkit.api.kernel.HardwareFma;

/** Looks whether this JVM brings the Vector API before any class that needs it is loaded. */
record SimdProvider() implements KernelsProvider {
    private static final String MODULE = "jdk.incubator.vector";
    static final String WITHOUT_VECTORS =
            "this JVM was started without the Vector API. Start it with --add-modules=" + MODULE + ".";

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public boolean isAvailable() {
        return hasVectors() && HardwareFma.PRESENT;
    }

    private static boolean hasVectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    @Override
    public String explanation() {
        if (!hasVectors()) {
            return WITHOUT_VECTORS;
        }
        return HardwareFma.PRESENT
                ? "vectors of " + SimdKernels.bits() + " bits."
                : "this processor cannot multiply and add in one instruction.";
    }

    @Override
    public Kernels create(Kernels plain) {
        return new SimdKernels(plain);
    }
}
