package dev.nnkit.api;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first; {@code Shape.of()} is a single number. Immutable, equal by value.
 *
 * <p>A shape of <em>one example</em> has no batch axis; {@link #withBatch} puts it in front.
 */
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] axes;
    private final int size;

    private Shape(int[] axes) {
        this.axes = axes;
        long product = 1;
        boolean empty = false;
        for (int axis : axes) {
            empty |= axis == 0;
            if (axis < 0) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(axes) + ": every axis must be 0 or more, but one is " + axis + ".");
            }
            // An axis of 0 does not hide the others: what is left without it must be a shape too.
            product *= Math.max(1, axis);
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape " + Arrays.toString(axes)
                        + " has more elements than one array can hold (" + Integer.MAX_VALUE + ").");
            }
        }
        this.size = empty ? 0 : (int) product;
    }

    /** @throws IllegalArgumentException if an axis is negative or the product of those above 0 does not fit an array */
    public static Shape of(int... axes) {
        return axes.length == 0 ? SCALAR : new Shape(axes.clone());
    }

    public int rank() {
        return axes.length;
    }

    /** The length of one axis; negative numbers count from the end, so {@code axis(-1)} is the last. */
    public int axis(int index) {
        int i = index < 0 ? index + axes.length : index;
        if (i < 0 || i >= axes.length) {
            throw new IndexOutOfBoundsException("shape " + this + " has no axis " + index + ".");
        }
        return axes[i];
    }

    /** The last axis; 1 for a single number. */
    public int last() {
        return axes.length == 0 ? 1 : axes[axes.length - 1];
    }

    /** The number of elements: the product of the axes. */
    public int size() {
        return size;
    }

    /** The number of elements of one row along the first axis, also where there is none; 1 for a single number. */
    int sizeOfRow() {
        int product = 1;
        for (int i = 1; i < axes.length; i++) {
            product *= axes[i];
        }
        return product;
    }

    public int[] toArray() {
        return axes.clone();
    }

    /** This shape behind a batch axis. */
    public Shape withBatch(int batch) {
        int[] result = new int[axes.length + 1];
        result[0] = batch;
        System.arraycopy(axes, 0, result, 1, axes.length);
        return new Shape(result);
    }

    /** This shape without its first axis: of a batch, the shape of one example. */
    public Shape withoutFirst() {
        if (axes.length == 0) {
            throw new IllegalArgumentException("a single number has no first axis to leave out.");
        }
        return new Shape(Arrays.copyOfRange(axes, 1, axes.length));
    }

    /** This shape without its last axis: one number for each row. */
    public Shape withoutLast() {
        if (axes.length == 0) {
            throw new IllegalArgumentException("a single number has no last axis to leave out.");
        }
        return new Shape(Arrays.copyOf(axes, axes.length - 1));
    }

    /** This shape with another first axis. */
    Shape withFirst(int first) {
        int[] result = axes.clone();
        result[0] = first;
        return new Shape(result);
    }

    /** This shape with another last axis. */
    public Shape withLast(int last) {
        if (axes.length == 0) {
            throw new IllegalArgumentException("a single number has no last axis to change.");
        }
        int[] result = axes.clone();
        result[result.length - 1] = last;
        return new Shape(result);
    }

    /** Whether this is {@code other} with {@code first} as its first axis; allocates nothing. */
    boolean isWithFirst(Shape other, int first) {
        int n = axes.length;
        return n > 0 && n == other.axes.length && axes[0] == first && Arrays.equals(axes, 1, n, other.axes, 1, n);
    }

    /** Whether this is {@code other} with {@code last} as its last axis; allocates nothing. */
    boolean isWithLast(Shape other, int last) {
        int n = axes.length;
        return n > 0
                && n == other.axes.length
                && axes[n - 1] == last
                && Arrays.equals(axes, 0, n - 1, other.axes, 0, n - 1);
    }

    /** Whether this is {@code example} behind a batch axis; allocates nothing. */
    public boolean isBatchOf(Shape example) {
        return axes.length == example.axes.length + 1
                && Arrays.equals(axes, 1, axes.length, example.axes, 0, example.axes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(axes, shape.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    /** The axes in brackets: {@code [28, 28, 1]}. */
    @Override
    public String toString() {
        return Arrays.toString(axes);
    }
}
