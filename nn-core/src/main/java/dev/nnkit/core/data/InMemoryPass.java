package dev.nnkit.core.data;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A pass over a dataset in some order. */
final class InMemoryPass implements Examples.Pass {
    private static final int[] NOTHING = {};

    private final Dataset data;
    private final AtomicReference<int @Nullable []> spare;
    private int[] order;
    private int seen;

    /** @param spare takes the order when the pass ends */
    InMemoryPass(Dataset data, int[] order, AtomicReference<int @Nullable []> spare) {
        this.data = data;
        this.order = order;
        this.spare = spare;
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

    @Override
    public void close() {
        if (order.length > 0) {
            spare.set(order);
            order = NOTHING;
            seen = 0;
        }
    }
}
