package dev.nnkit.core.initializer;

import dev.nnkit.api.Registry;

/** All initialisers by the names that the text of a network knows. */
public final class Initializers {
    private Initializers() {}

    public static void register(Registry registry) {}
}
