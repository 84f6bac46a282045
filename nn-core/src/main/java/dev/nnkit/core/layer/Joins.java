package dev.nnkit.core.layer;

import dev.nnkit.api.Registry;

/** All joins by the names that the text of a graph knows. */
public final class Joins {
    private Joins() {}

    public static void register(Registry registry) {}
}
