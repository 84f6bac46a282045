package dev.nnkit.bench.hand;

import dev.nnkit.api.RandomStream;

/** An epoch in batches, in shuffled order. */
final class Batches {
    private final int[] order;
    private final int size;
    private final Step step;

    /** One update. */
    @FunctionalInterface
    interface Step {
        /** On rows {@code order[from]} to {@code order[to - 1]}; returns the mean loss before it. */
        double run(int[] order, int from, int to);
    }

    Batches(int rows, int size, Step step) {
        this.order = inOrder(rows);
        this.size = size;
        this.step = step;
    }

    static int[] inOrder(int rows) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        return order;
    }

    double epoch(long seed) {
        RandomStream.of(seed, "shuffle").shuffle(order);
        double loss = 0;
        for (int from = 0; from < order.length; from += size) {
            loss = step.run(order, from, Math.min(order.length, from + size));
        }
        return loss;
    }
}
