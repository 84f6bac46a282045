package dev.nnkit.core.initializer;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;

/** Fills tensors with random numbers, in the order of memory. */
final class Draws {
    private Draws() {}

    /** Normal with mean 0. */
    static void normal(Tensor value, double deviation, RandomStream random) {
        for (int i = 0; i < value.size(); i++) {
            value.set(i, deviation * random.nextGaussian());
        }
    }

    /** Uniform between low and high. */
    static void uniform(Tensor value, double low, double high, RandomStream random) {
        for (int i = 0; i < value.size(); i++) {
            value.set(i, low + (high - low) * random.nextDouble());
        }
    }
}
