package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;

/** Copies between tensors whose rows lie differently far apart, in both types. */
final class RowCopies {
    private RowCopies() {}

    /** Copies {@code rows} times {@code width} elements: from {@code start} on, each next row {@code step} further. */
    static void copy(
            Tensor source, int start, int step, Tensor target, int targetStart, int targetStep, int width, int rows) {
        if (source.type() == DataType.FLOAT32) {
            copy(source.floats(), start, step, target.floats(), targetStart, targetStep, width, rows);
        } else {
            copy(source.doubles(), start, step, target.doubles(), targetStart, targetStep, width, rows);
        }
    }

    private static void copy(
            float[] source, int start, int step, float[] target, int targetStart, int targetStep, int width, int rows) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, start + r * step, target, targetStart + r * targetStep, width);
        }
    }

    private static void copy(
            double[] source,
            int start,
            int step,
            double[] target,
            int targetStart,
            int targetStep,
            int width,
            int rows) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, start + r * step, target, targetStart + r * targetStep, width);
        }
    }

    /** Copies {@code count} elements that lie together. */
    static void copy(Tensor source, int start, Tensor target, int targetStart, int count) {
        copy(source, start, 0, target, targetStart, 0, count, 1);
    }

    /** {@code target = source} transposed, both matrices. */
    static void transpose(Tensor source, Tensor target) {
        int rows = source.shape().axis(0);
        int columns = source.shape().axis(1);
        if (source.type() == DataType.FLOAT32) {
            transpose(source.floats(), target.floats(), rows, columns);
        } else {
            transpose(source.doubles(), target.doubles(), rows, columns);
        }
    }

    private static void transpose(float[] source, float[] target, int rows, int columns) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                target[j * rows + i] = source[i * columns + j];
            }
        }
    }

    private static void transpose(double[] source, double[] target, int rows, int columns) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                target[j * rows + i] = source[i * columns + j];
            }
        }
    }
}
