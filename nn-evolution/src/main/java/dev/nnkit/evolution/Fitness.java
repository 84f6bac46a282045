package dev.nnkit.evolution;

import dev.nnkit.core.network.Network;

/** How good a network is. */
@FunctionalInterface
public interface Fitness {
    /**
     * The higher, the better; NaN counts as the worst of all, minus infinity. A function of the network alone, which it does
     * not change; called from several threads at once where {@link Evolution#threads} says so.
     */
    double of(Network network);
}
