package dev.nnkit.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dense, row-major array of one {@link DataType} with a {@link Shape}. In everything that passes through a network
 * the first axis is the batch.
 *
 * <p>One Java array each, from index 0, no views with an offset: the JIT does not vectorise loops over two arrays at
 * different offsets. The array of a scratch tensor may be longer than {@link #size()}; loops run to {@code size()}.
 *
 * <p>Who receives a tensor (an input, an upstream gradient) does not write into it. Not thread-safe for writing; any
 * number of threads may read.
 */
public final class Tensor {
    private final DataType type;
    private float @Nullable [] floats;
    private double @Nullable [] doubles;
    private int @Nullable [] ints;
    private Shape shape;
    /** In checking mode: why this scratch tensor may no longer be used. */
    private @Nullable String expired;
    /** The tensor whose array this one shares, if any: it expires together with it. */
    private final @Nullable Tensor origin;

    private Tensor(DataType type, Shape shape, @Nullable Tensor origin) {
        this.type = type;
        this.shape = shape;
        this.origin = origin;
    }

    /** A tensor of zeros. */
    public static Tensor zeros(DataType type, Shape shape) {
        Tensor tensor = new Tensor(type, shape, null);
        tensor.allocate(shape.size());
        return tensor;
    }

    /** FLOAT32 over {@code values}, which are not copied; throws if their number is not the shape's size. */
    public static Tensor of(Shape shape, float... values) {
        Tensor tensor = new Tensor(DataType.FLOAT32, shape, null);
        tensor.floats = values;
        tensor.requireCapacity(values.length);
        return tensor;
    }

    /** FLOAT64 over {@code values}, which are not copied; throws if their number is not the shape's size. */
    public static Tensor of(Shape shape, double... values) {
        Tensor tensor = new Tensor(DataType.FLOAT64, shape, null);
        tensor.doubles = values;
        tensor.requireCapacity(values.length);
        return tensor;
    }

    /** INT32 over {@code values}, which are not copied; throws if their number is not the shape's size. */
    public static Tensor ofInts(Shape shape, int... values) {
        Tensor tensor = new Tensor(DataType.INT32, shape, null);
        tensor.ints = values;
        tensor.requireCapacity(values.length);
        return tensor;
    }

    private void requireCapacity(int length) {
        if (length != shape.size()) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " needs " + shape.size() + " values but got " + length + ".");
        }
    }

    public DataType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    /** The number of elements in use; the backing array may be longer. */
    public int size() {
        return shape.size();
    }

    /** The first axis: how many examples. 1 for a single number. */
    public int batch() {
        return shape.rank() == 0 ? 1 : shape.axis(0);
    }

    /** The number of rows when only the last axis is kept: {@code size / last axis}. */
    public int rows() {
        int last = shape.last();
        return last == 0 ? 0 : size() / last;
    }

    /** The backing array of a FLOAT32 tensor; throws {@link IllegalStateException} for other types. */
    public float[] floats() {
        if (floats == null) {
            throw wrongType(DataType.FLOAT32);
        }
        requireAlive();
        return floats;
    }

    /** The backing array of a FLOAT64 tensor; throws {@link IllegalStateException} for other types. */
    public double[] doubles() {
        if (doubles == null) {
            throw wrongType(DataType.FLOAT64);
        }
        requireAlive();
        return doubles;
    }

    /** The backing array of an INT32 tensor; throws {@link IllegalStateException} for other types. */
    public int[] ints() {
        if (ints == null) {
            throw wrongType(DataType.INT32);
        }
        requireAlive();
        return ints;
    }

    private IllegalStateException wrongType(DataType wanted) {
        return new IllegalStateException("a tensor of " + wanted + " was expected but this one, of shape " + shape
                + ", is " + type + ". Convert it with as(" + wanted + ").");
    }

    private void requireAlive() {
        if (expired != null) {
            throw new IllegalStateException(expired);
        }
        if (origin != null) {
            origin.requireAlive();
        }
    }

    /** One element by its position in memory. Convenient, and 10 to 40 times slower than the arrays. */
    public double get(int index) {
        return switch (type) {
            case FLOAT32 -> floats()[index];
            case FLOAT64 -> doubles()[index];
            case INT32 -> ints()[index];
        };
    }

    /** Sets one element by its position in memory. Convenient, and 10 to 40 times slower than the arrays. */
    public void set(int index, double value) {
        switch (type) {
            case FLOAT32 -> floats()[index] = (float) value;
            case FLOAT64 -> doubles()[index] = value;
            case INT32 -> ints()[index] = (int) value;
        }
    }

    /** One element by its coordinates, one for each axis. */
    public double at(int... coordinates) {
        return get(indexOf(coordinates));
    }

    /** The position in memory of the element with these coordinates. */
    public int indexOf(int... coordinates) {
        if (coordinates.length != shape.rank()) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " needs " + shape.rank()
                    + " coordinates but got " + Arrays.toString(coordinates) + ".");
        }
        int index = 0;
        for (int i = 0; i < coordinates.length; i++) {
            int axis = shape.axis(i);
            if (coordinates[i] < 0 || coordinates[i] >= axis) {
                throw new IndexOutOfBoundsException(
                        "coordinates " + Arrays.toString(coordinates) + " lie outside shape " + shape + ".");
            }
            index = index * axis + coordinates[i];
        }
        return index;
    }

    /** Sets every element; in a scratch tensor, those in use. */
    public Tensor fill(double value) {
        switch (type) {
            case FLOAT32 -> Arrays.fill(floats(), 0, size(), (float) value);
            case FLOAT64 -> Arrays.fill(doubles(), 0, size(), value);
            case INT32 -> Arrays.fill(ints(), 0, size(), (int) value);
        }
        return this;
    }

    /** Copies the elements of a tensor of the same type and size into this one. */
    public Tensor set(Tensor source) {
        if (source.type != type || source.size() != size()) {
            throw new IllegalArgumentException("cannot copy " + source.type + " " + source.shape + " into " + type + " "
                    + shape + ": type and number of elements must be the same.");
        }
        System.arraycopy(source.array(), 0, array(), 0, size());
        return this;
    }

    /**
     * Copies {@code count} rows along the first axis, from row {@code sourceRow} of {@code source} to row {@code row} of
     * this tensor; the rows must have the same type and size.
     */
    public Tensor setRows(int row, Tensor source, int sourceRow, int count) {
        int width = shape.sizeOfRow();
        if (source.type != type || source.shape.sizeOfRow() != width) {
            throw new IllegalArgumentException("cannot copy rows of " + source.type + " " + source.shape + " into "
                    + type + " " + shape + ": type and row size must be the same.");
        }
        System.arraycopy(source.array(), sourceRow * width, array(), row * width, count * width);
        return this;
    }

    /** A copy that belongs to the caller, with an array of exactly {@link #size()} elements. */
    public Tensor copy() {
        return zeros(type, shape).set(this);
    }

    /** This tensor, or a converted copy where the type differs. To INT32 the fraction is cut off. */
    public Tensor as(DataType other) {
        if (other == type) {
            return this;
        }
        Tensor result = zeros(other, shape);
        for (int i = 0; i < size(); i++) {
            result.set(i, get(i));
        }
        return result;
    }

    /** The same array under another shape of the same size; no element is copied. */
    public Tensor withShape(Shape other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("shape " + shape + " has " + size() + " elements and cannot be seen as "
                    + other + ", which has " + other.size() + ".");
        }
        Tensor result = new Tensor(type, other, this);
        result.floats = floats;
        result.doubles = doubles;
        result.ints = ints;
        return result;
    }

    /** Whether type, shape and every bit of every element are the same (NaN equals NaN; -0.0 and 0.0 differ). */
    public boolean sameBits(Tensor other) {
        return type == other.type
                && shape.equals(other.shape)
                && switch (type) {
                    case FLOAT32 -> Arrays.equals(floats(), 0, size(), other.floats(), 0, size());
                    case FLOAT64 -> Arrays.equals(doubles(), 0, size(), other.doubles(), 0, size());
                    case INT32 -> Arrays.equals(ints(), 0, size(), other.ints(), 0, size());
                };
    }

    private Object array() {
        return switch (type) {
            case FLOAT32 -> floats();
            case FLOAT64 -> doubles();
            case INT32 -> ints();
        };
    }

    private int capacity() {
        return floats != null ? floats.length : doubles != null ? doubles.length : ints != null ? ints.length : 0;
    }

    private void allocate(int length) {
        switch (type) {
            case FLOAT32 -> floats = new float[length];
            case FLOAT64 -> doubles = new double[length];
            case INT32 -> ints = new int[length];
        }
    }

    /** Gives a scratch tensor its shape for this use; the array grows if it must and never shrinks. */
    @SuppressWarnings("ReferenceEquality") // an equal shape is stored again, which is right too
    void reuseAs(Shape other) {
        if (other != shape) {
            if (other.size() > capacity()) {
                allocate(other.size());
            }
            shape = other;
        }
    }

    /** From now on, using this tensor fails with {@code reason}. */
    void expire(String reason) {
        expired = reason;
    }

    /** Type, shape and the first elements: {@code FLOAT32 [2, 3] {1.0, 2.0, 3.0, …}}. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder().append(type).append(' ').append(shape).append(" {");
        int shown = Math.min(size(), 8);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(type == DataType.INT32 ? (Object) (int) get(i) : (Object) get(i));
        }
        return text.append(shown < size() ? ", …}" : "}").toString();
    }
}
