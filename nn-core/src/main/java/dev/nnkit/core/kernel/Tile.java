package dev.nnkit.core.kernel;

/** A part of the output of one of a {@link Product}'s products: rows from i0 to i1 - 1, columns from j0 to j1 - 1. */
record Tile(int index, int i0, int i1, int j0, int j1) {}
