package dev.nnkit.core.table;

/** Encoded rows, one after the other. */
interface RowSource {
    /** Writes the next row into {@code into}, from {@code at} on; false if there is none, now and ever after. */
    boolean next(float[] into, int at);
}
