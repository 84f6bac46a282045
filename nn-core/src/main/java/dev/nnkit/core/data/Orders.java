package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;

/** The orders in which examples are visited. */
final class Orders {
    private Orders() {}

    static int[] identity(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        return order;
    }

    /** A function of seed and epoch alone, so that a resumed run needs no state. */
    static int[] shuffled(int size, long seed, int epoch) {
        int[] order = identity(size);
        RandomStream.of(seed, "shuffle", epoch).shuffle(order);
        return order;
    }
}
