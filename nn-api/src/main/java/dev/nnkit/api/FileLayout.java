package dev.nnkit.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the elements of a parameter lie in a file. In memory they lie as products want them, in files as other libraries
 * expect them: a dense weight is [in, out] here and [out, in] there. The memory is seen as {@code view}, and axis
 * {@code i} of the file is axis {@code order[i]} of that view. Thread-safe: immutable.
 *
 * @param view a shape of the parameter's size
 * @param order each axis of the view once; throws IllegalArgumentException otherwise
 */
public record FileLayout(Shape view, List<Integer> order) {
    public FileLayout {
        order = List.copyOf(order);
        List<Integer> sorted = order.stream().sorted().toList();
        if (!sorted.equals(axes(view.rank()))) {
            throw new IllegalArgumentException("file layout: the order must name each of the " + view.rank()
                    + " axes of " + view + " once, counted from 0, but is " + order + ".");
        }
    }

    /** The same in files as in memory: what every parameter has that says nothing else. */
    public static FileLayout asInMemory(Shape shape) {
        return new FileLayout(shape, axes(shape.rank()));
    }

    /** A matrix whose rows are columns in files; throws IllegalArgumentException if it is no matrix. */
    public static FileLayout transposed(Shape matrix) {
        return of(matrix, 1, 0);
    }

    /** {@code of(Shape.of(height, width, in, out), 3, 2, 0, 1)} is [out, in, height, width] in files. */
    public static FileLayout of(Shape view, int... order) {
        return new FileLayout(view, Arrays.stream(order).boxed().toList());
    }

    private static List<Integer> axes(int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            axes.add(i);
        }
        return axes;
    }

    /** The shape in the file. */
    public Shape shape() {
        return Shape.of(order.stream().mapToInt(view::axis).toArray());
    }

    /** The tensor to write for a parameter's value; the value itself where nothing moves. */
    public Tensor toFile(Tensor value) {
        if (isAsInMemory()) {
            return value.withShape(view);
        }
        Tensor stored = Tensor.zeros(value.type(), shape());
        int[] places = places();
        switch (value.type()) {
            case FLOAT32 -> {
                float[] from = value.floats();
                float[] to = stored.floats();
                for (int i = 0; i < places.length; i++) {
                    to[i] = from[places[i]];
                }
            }
            case FLOAT64 -> {
                double[] from = value.doubles();
                double[] to = stored.doubles();
                for (int i = 0; i < places.length; i++) {
                    to[i] = from[places[i]];
                }
            }
            case INT32 -> throw noParameter();
        }
        return stored;
    }

    /**
     * The value, of the parameter's shape, for a tensor that was read; may share its array.
     *
     * @throws IllegalArgumentException if {@code stored} does not have {@link #shape()}
     */
    public Tensor fromFile(Tensor stored, Shape shape) {
        if (!stored.shape().equals(shape())) {
            throw new IllegalArgumentException(
                    "file layout: a tensor of shape " + shape() + " is expected but " + stored.shape() + " came.");
        }
        if (isAsInMemory()) {
            return stored.withShape(shape);
        }
        Tensor value = Tensor.zeros(stored.type(), shape);
        int[] places = places();
        switch (stored.type()) {
            case FLOAT32 -> {
                float[] from = stored.floats();
                float[] to = value.floats();
                for (int i = 0; i < places.length; i++) {
                    to[places[i]] = from[i];
                }
            }
            case FLOAT64 -> {
                double[] from = stored.doubles();
                double[] to = value.doubles();
                for (int i = 0; i < places.length; i++) {
                    to[places[i]] = from[i];
                }
            }
            case INT32 -> throw noParameter();
        }
        return value;
    }

    private static IllegalArgumentException noParameter() {
        return new IllegalArgumentException("file layout: a parameter is FLOAT32 or FLOAT64, not INT32.");
    }

    private boolean isAsInMemory() {
        return order.equals(axes(view.rank()));
    }

    /** For each element in the order of the file, where it lies in memory. */
    private int[] places() {
        int[] axes = shape().toArray();
        int[] strides = strides();
        int[] at = new int[axes.length];
        int[] places = new int[view.size()];
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            for (int axis = axes.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++at[axis] < axes[axis]) {
                    break;
                }
                place -= strides[axis] * axes[axis];
                at[axis] = 0;
            }
        }
        return places;
    }

    /** How far apart in memory the neighbours along each axis of the file are. */
    private int[] strides() {
        int[] ofView = new int[view.rank()];
        int stride = 1;
        for (int axis = ofView.length - 1; axis >= 0; axis--) {
            ofView[axis] = stride;
            stride *= view.axis(axis);
        }
        return order.stream().mapToInt(axis -> ofView[axis]).toArray();
    }
}
