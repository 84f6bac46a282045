package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * Datasets of what a program has in its hands: arrays, or objects and what to take from them. Everything is copied. Records
 * whose components are columns, to be scaled and encoded, are a {@link dev.nnkit.core.table.Table#of table}.
 *
 * <p>All methods throw IllegalArgumentException if there are no rows, if rows have different lengths, or if inputs and
 * targets have different numbers of rows.
 */
public final class Datasets {
    private Datasets() {}

    /** Rows and their classes, numbered from 0. */
    public static Dataset of(float[][] inputs, int[] labels) {
        return Dataset.of(floats(inputs), labels(labels));
    }

    /** Rows and their classes, numbered from 0, in double precision. */
    public static Dataset of(double[][] inputs, int[] labels) {
        return Dataset.of(doubles(inputs), labels(labels));
    }

    /** Rows and their classes by name; classes are numbered in the order of their names. */
    public static Dataset of(float[][] inputs, String[] labels) {
        return named(floats(inputs), Arrays.asList(labels));
    }

    /** Rows and their classes by name, in double precision; classes are numbered in the order of their names. */
    public static Dataset of(double[][] inputs, String[] labels) {
        return named(doubles(inputs), Arrays.asList(labels));
    }

    /** Rows and the numbers to predict for them. */
    public static Dataset of(float[][] inputs, float[][] targets) {
        return Dataset.of(floats(inputs), floats(targets));
    }

    /** Rows and the numbers to predict for them, in double precision. */
    public static Dataset of(double[][] inputs, double[][] targets) {
        return Dataset.of(doubles(inputs), doubles(targets));
    }

    /**
     * Objects and what to predict for each: one number or more.
     *
     * @param inputs what a network gets for an object
     * @param targets what it should answer
     */
    public static <T> Dataset from(
            Iterable<? extends T> objects, Function<? super T, float[]> inputs, Function<? super T, float[]> targets) {
        List<float[]> rows = new ArrayList<>();
        List<float[]> answers = new ArrayList<>();
        for (T object : objects) {
            rows.add(inputs.apply(object));
            answers.add(targets.apply(object));
        }
        return of(rows.toArray(new float[0][]), answers.toArray(new float[0][]));
    }

    /**
     * Objects and their classes, numbered from 0.
     *
     * @param inputs what a network gets for an object
     * @param label the number of its class
     */
    public static <T> Dataset labelled(
            Iterable<? extends T> objects, Function<? super T, float[]> inputs, ToIntFunction<? super T> label) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (T object : objects) {
            rows.add(inputs.apply(object));
            labels.add(label.applyAsInt(object));
        }
        return of(
                rows.toArray(new float[0][]),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Objects and their classes by name; classes are numbered in the order of their names.
     *
     * @param inputs what a network gets for an object
     * @param label the name of its class
     */
    public static <T> Dataset named(
            Iterable<? extends T> objects, Function<? super T, float[]> inputs, Function<? super T, String> label) {
        List<float[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (T object : objects) {
            rows.add(inputs.apply(object));
            labels.add(label.apply(object));
        }
        return named(floats(rows.toArray(new float[0][])), labels);
    }

    private static Dataset named(Tensor inputs, List<String> labels) {
        List<String> names = labels.stream().distinct().sorted().toList();
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        int[] classes = labels.stream().mapToInt(numbers::get).toArray();
        return Dataset.of(inputs, labels(classes)).withClassNames(names);
    }

    private static Tensor labels(int[] labels) {
        return Tensor.ofInts(Shape.of(labels.length), labels.clone());
    }

    private static Tensor floats(float[][] rows) {
        int width = width(rows.length, row -> rows[row].length);
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return Tensor.of(Shape.of(rows.length, width), values);
    }

    private static Tensor doubles(double[][] rows) {
        int width = width(rows.length, row -> rows[row].length);
        double[] values = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return Tensor.of(Shape.of(rows.length, width), values);
    }

    private static int width(int rows, IntUnaryOperator length) {
        if (rows == 0) {
            throw new IllegalArgumentException("dataset: there must be at least 1 row but there are none.");
        }
        int width = length.applyAsInt(0);
        for (int i = 1; i < rows; i++) {
            if (length.applyAsInt(i) != width) {
                throw new ShapeMismatchException("dataset: all rows must have " + width
                        + " numbers, as the first has, but row " + i + " has " + length.applyAsInt(i) + ".");
            }
        }
        return width;
    }
}
