package dev.nnkit.core.stream;

/**
 * Rows of one length, one after the other.
 *
 * @param <A> the array that they are written to: {@code byte[]}, {@code float[]}
 */
@FunctionalInterface
public interface RowSource<A> {
    /** Writes the next row into {@code into}, from {@code at} on; false if there is none, now and ever after. */
    boolean next(A into, int at);
}
