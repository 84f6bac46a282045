package dev.nnkit.core.data;

import org.jspecify.annotations.Nullable;

/** A pass over a dataset in some order. */
final class InMemoryPass implements Examples.Pass {
    private final Dataset data;
    private final int[] order;
    private int seen;

    InMemoryPass(Dataset data, int[] order) {
        this.data = data;
        this.order = order;
    }

    @Override
    public Examples.@Nullable Selection next(int count) {
        int from = seen;
        seen = from + Math.min(order.length - from, count);
        return from == seen ? null : new Examples.Selection(data, order, from, seen);
    }

    @Override
    public void skip(long count) {
        seen += (int) Math.min(order.length - seen, count);
    }
}
