package dev.nnkit.core.metric;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/** Walks over the rows (last axis) of predictions and floating targets, in double precision. */
final class RegressionRows {
    private final String who;
    private double[] prediction = {};
    private double[] target = {};

    /** Takes one row; the arrays are used again, and may be longer than the row. */
    @FunctionalInterface
    interface Sink {
        void add(double[] prediction, double[] target, int width);
    }

    RegressionRows(String who) {
        this.who = who;
    }

    void forEach(Tensor predictions, Target targets, Sink sink) {
        Tensor values = targets.values();
        Shape shape = predictions.shape();
        if (!values.type().isFloating() || !values.shape().equals(shape)) {
            throw new ShapeMismatchException(who + ": for predictions of shape " + shape
                    + " targets must be floating and of the same shape but are " + values.type() + " " + values.shape()
                    + ".");
        }
        int width = shape.rank() < 2 ? 1 : shape.last();
        if (prediction.length < width) {
            prediction = new double[width];
            target = new double[width];
        }
        int rowsPerExample = shape.size() / Math.max(1, predictions.batch() * width);
        for (int row = 0; row < predictions.batch() * rowsPerExample; row++) {
            if (targets.weight(row / rowsPerExample) != 0) {
                copy(predictions, row * width, width, prediction);
                copy(values, row * width, width, target);
                sink.add(prediction, target, width);
            }
        }
    }

    private static void copy(Tensor source, int start, int width, double[] row) {
        if (source.type() == DataType.FLOAT32) {
            float[] values = source.floats();
            for (int i = 0; i < width; i++) {
                row[i] = values[start + i];
            }
        } else {
            System.arraycopy(source.doubles(), start, row, 0, width);
        }
    }
}
