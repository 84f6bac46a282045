package dev.nnkit.core.stream;

import dev.nnkit.api.RandomStream;
import java.util.function.IntFunction;

/**
 * Rows in a random order, as far as a buffer of some of them allows: a random row of it is taken, and the next one of the
 * source takes its place; when the source has no more, the rest of the buffer comes in a random order. Each row comes exactly
 * once, at the earliest a buffer's size before its turn. A buffer that holds all rows thus gives the order that they have
 * when they are shuffled in memory with the same random stream.
 */
public final class ShuffledRows<A> implements RowSource<A> {
    private final RowSource<A> source;
    private final int stride;
    private final int capacity;
    private final RandomStream random;
    private final A buffer;
    /** The row after those in the buffer. */
    private final A ahead;

    private boolean filled;
    /** The places of the rows that are left, once the source has no more. */
    private int[] rest = {};

    private int taken;
    private boolean drained;

    /**
     * @param stride the length of a row
     * @param capacity how many rows the buffer has, 1 or more; with its stride it must fit an array
     * @param arrays makes an array of a length
     */
    public ShuffledRows(RowSource<A> source, int stride, int capacity, IntFunction<A> arrays, RandomStream random) {
        this.source = source;
        this.stride = stride;
        this.capacity = capacity;
        this.random = random;
        this.buffer = arrays.apply(Math.multiplyExact(capacity, stride));
        this.ahead = arrays.apply(stride);
    }

    @Override
    public boolean next(A into, int at) {
        if (!filled) {
            fill();
        }
        if (drained) {
            return nextOfRest(into, at);
        }
        int place = random.nextInt(capacity) * stride;
        System.arraycopy(buffer, place, into, at, stride);
        System.arraycopy(ahead, 0, buffer, place, stride);
        if (!source.next(ahead, 0)) {
            drain(capacity);
        }
        return true;
    }

    private void fill() {
        filled = true;
        int size = 0;
        while (size < capacity && source.next(buffer, size * stride)) {
            size++;
        }
        if (size < capacity || !source.next(ahead, 0)) {
            drain(size);
        }
    }

    private void drain(int size) {
        drained = true;
        rest = new int[size];
        for (int i = 0; i < size; i++) {
            rest[i] = i;
        }
        random.shuffle(rest);
    }

    private boolean nextOfRest(A into, int at) {
        if (taken == rest.length) {
            return false;
        }
        System.arraycopy(buffer, rest[taken++] * stride, into, at, stride);
        return true;
    }
}
