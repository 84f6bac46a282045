package dev.nnkit.core.metric;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.OptionalInt;

/**
 * Walks over the rows (last axis) of predictions and tells which class each is and which one it was taken for.
 *
 * <p>The predicted class is the largest of a row, the first of equal ones; NaN counts as the largest, as it does in
 * NumPy's argmax. Where there is one output, a logit, it is 1 above 0, else 0. The actual class is an INT32 label, the
 * largest of a distribution, or for one output 1 above 0.5, else 0. Rows that are left out: those with the ignored label,
 * those whose distribution is all zeros, and those of examples with weight 0.
 */
record ClassPairs(String who, OptionalInt ignoredLabel) {
    /** Takes one row. */
    @FunctionalInterface
    interface Sink {
        void add(int row, int actual, int predicted);
    }

    /** How many classes such predictions tell apart: one logit tells two. */
    static int classes(Tensor predictions) {
        return Math.max(2, predictions.shape().last());
    }

    void forEach(Tensor predictions, Target target, Sink sink) {
        Tensor values = target.values();
        requireShapes(predictions.shape(), values);
        int width = predictions.shape().last();
        int rowsPerExample = predictions.batch() == 0 ? 1 : predictions.rows() / predictions.batch();
        for (int row = 0; row < predictions.rows(); row++) {
            if (target.weight(row / rowsPerExample) == 0 || isAbsent(values, row, width)) {
                continue;
            }
            int actual = actual(values, row, width);
            if (actual < 0 || actual >= classes(predictions)) {
                throw new IllegalArgumentException(who + ": the target in row " + row + " is class " + actual
                        + " but the predictions have " + classes(predictions)
                        + " classes. Where such rows are padding, give the metric"
                        + " the ignored label " + actual + ".");
            }
            sink.add(row, actual, largest(predictions, row, width, 0));
        }
    }

    private void requireShapes(Shape predictions, Tensor values) {
        boolean labels = values.type() == DataType.INT32;
        boolean same = values.shape().equals(predictions) && (!labels || predictions.last() == 1);
        if (predictions.rank() < 2 || !(same || (labels && values.shape().equals(predictions.withoutLast())))) {
            throw new ShapeMismatchException(who + ": for predictions of shape " + predictions
                    + " targets must be INT32 classes, one for each row of the last axis, or floating of the same shape,"
                    + " but are " + values.type() + " " + values.shape() + ".");
        }
    }

    private boolean isAbsent(Tensor values, int row, int width) {
        if (values.type() == DataType.INT32) {
            return ignoredLabel.isPresent() && values.ints()[row] == ignoredLabel.getAsInt();
        }
        if (width == 1) {
            return false;
        }
        for (int i = row * width; i < (row + 1) * width; i++) {
            if (values.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int actual(Tensor values, int row, int width) {
        return values.type() == DataType.INT32 ? values.ints()[row] : largest(values, row, width, 0.5);
    }

    private static int largest(Tensor tensor, int row, int width, double border) {
        if (width == 1) {
            return tensor.get(row) > border ? 1 : 0;
        }
        return tensor.type() == DataType.FLOAT32
                ? largest(tensor.floats(), row * width, width)
                : largest(tensor.doubles(), row * width, width);
    }

    private static int largest(float[] values, int start, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            float value = values[start + i];
            if (value > values[start + best] || (Float.isNaN(value) && !Float.isNaN(values[start + best]))) {
                best = i;
            }
        }
        return best;
    }

    private static int largest(double[] values, int start, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            double value = values[start + i];
            if (value > values[start + best] || (Double.isNaN(value) && !Double.isNaN(values[start + best]))) {
                best = i;
            }
        }
        return best;
    }
}
