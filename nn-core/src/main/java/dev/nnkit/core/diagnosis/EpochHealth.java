package dev.nnkit.core.diagnosis;

import java.util.List;

/**
 * How a network was at the end of an epoch.
 *
 * @param epoch from 1
 * @param examples how many were sampled
 * @param loss the mean loss of the sample, as a training step sees it
 * @param layers in the order in which they run
 */
public record EpochHealth(int epoch, int examples, double loss, List<LayerHealth> layers) {
    public EpochHealth {
        layers = List.copyOf(layers);
    }
}
