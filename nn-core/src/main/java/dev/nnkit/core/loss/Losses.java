package dev.nnkit.core.loss;

import dev.nnkit.api.Registry;

/** All losses by the names that the command line knows. */
public final class Losses {
    private Losses() {}

    public static void register(Registry registry) {}
}
