package dev.nnkit.evolution;

import dev.nnkit.core.network.Network;

/** Watches an {@link Evolution} from the thread that runs it. */
@FunctionalInterface
public interface GenerationObserver {
    /** @param best the best network so far, not to be changed: it may live on */
    void seen(Generation generation, Network best);
}
