package dev.nnkit.core.stream;

import dev.nnkit.api.RandomStream;
import java.util.function.IntFunction;

/**
 * Rows in a random order, as far as a buffer of some of them allows: a random row of it is taken, and the next one of the
 * source takes its place. Each row comes exactly once, at the earliest a buffer's size before its turn.
 */
public final class ShuffledRows<A> implements RowSource<A> {
    private final RowSource<A> source;
    private final int stride;
    private final int capacity;
    private final RandomStream random;
    private final A buffer;
    private boolean filled;
    private int size;

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
    }

    @Override
    public boolean next(A into, int at) {
        if (!filled) {
            fill();
        }
        if (size == 0) {
            return false;
        }
        int place = random.nextInt(size) * stride;
        System.arraycopy(buffer, place, into, at, stride);
        if (!source.next(buffer, place)) {
            size--;
            System.arraycopy(buffer, size * stride, buffer, place, stride);
        }
        return true;
    }

    private void fill() {
        filled = true;
        while (size < capacity && source.next(buffer, size * stride)) {
            size++;
        }
    }
}
