package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.KernelsProvider;
import dev.nnkit.api.Registry;

/** Makes the kernels of this package known by name. */
public final class CoreKernels {
    private CoreKernels() {}

    public static void register(Registry registry) {
        registry.kernels(ScalarKernels.NAME, new Scalar());
    }

    private record Scalar() implements KernelsProvider {
        @Override
        public int priority() {
            return 0;
        }

        @Override
        public String explanation() {
            return "plain Java loops, which run on every JVM.";
        }

        @Override
        public Kernels create(Kernels plain) {
            return plain;
        }
    }
}
