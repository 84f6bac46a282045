package dev.nnkit.core.network;

import java.util.List;

/** A layer made of layers, which summaries look into. */
interface Container {
    List<Child> children();
}
