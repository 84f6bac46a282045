package dev.nnkit.core.table;

import dev.nnkit.api.RandomStream;

/** Rows in a random order, as far as a buffer of some of them allows: each exactly once. */
final class ShuffledRows implements RowSource {
    private final RowSource source;
    private final int stride;
    private final int capacity;
    private final RandomStream random;
    private float[] buffer = {};
    private int size;

    ShuffledRows(RowSource source, int stride, int capacity, RandomStream random) {
        this.source = source;
        this.stride = stride;
        this.capacity = capacity;
        this.random = random;
    }

    @Override
    public boolean next(float[] into, int at) {
        if (buffer.length == 0) {
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
        buffer = new float[Math.multiplyExact(capacity, stride)];
        while (size < capacity && source.next(buffer, size * stride)) {
            size++;
        }
    }
}
