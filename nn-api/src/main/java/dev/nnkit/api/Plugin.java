package dev.nnkit.api;

/**
 * Something that adds layers, activations, losses, optimizers and the like to nnkit. Found by
 * {@link java.util.ServiceLoader}: declare it in {@code provides dev.nnkit.api.Plugin with ...} and in
 * {@code META-INF/services/dev.nnkit.api.Plugin}. Needs a public constructor without arguments.
 */
@FunctionalInterface
public interface Plugin {
    /** Registers what the plug-in brings. Names of third parties carry a prefix: {@code acme.gated}. */
    void register(Registry registry);

    /** Registers kernels, and nothing else: who only calculates does not load the rest, which takes a tenth of a second. */
    default void registerKernels(Registry registry) {}
}
