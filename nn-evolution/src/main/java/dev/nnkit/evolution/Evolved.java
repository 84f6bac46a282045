package dev.nnkit.evolution;

import dev.nnkit.core.network.Network;
import java.util.List;

/**
 * What an {@link Evolution} has led to.
 *
 * @param best the best network of the last generation
 * @param fitness its fitness
 * @param generations all of them, the first one first
 */
public record Evolved(Network best, double fitness, List<Generation> generations) {
    public Evolved {
        generations = List.copyOf(generations);
    }
}
