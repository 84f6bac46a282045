package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;

/** The orders in which examples are visited. */
final class Orders {
    private Orders() {}

    static int[] identity(int size) {
        int[] order = new int[size];
        setIdentity(order);
        return order;
    }

    static void setIdentity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** A function of seed and epoch alone, so that a resumed run needs no state. */
    static void setShuffled(int[] order, long seed, int epoch) {
        setIdentity(order);
        RandomStream.of(seed, "shuffle", epoch).shuffle(order);
    }
}
