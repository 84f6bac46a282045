package dev.nnkit.core.loss;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/** The rows of a target of {@link SoftmaxCrossEntropy}: whether they make sense, and how much they count. */
final class ClassTargets {
    /** How far the sum of a distribution may be from 1: those in FLOAT32 are rounded. */
    private static final double SUM_TOLERANCE = 1e-3;

    private final SoftmaxCrossEntropy loss;
    private final Tensor values;
    private final double @Nullable [] classWeights;
    private final boolean ignores;
    private final int ignoredLabel;
    private final int rowsPerExample;

    private ClassTargets(SoftmaxCrossEntropy loss, Tensor values, int rowsPerExample) {
        this.loss = loss;
        this.values = values;
        this.classWeights = loss.weightArray();
        this.ignores = loss.ignoredLabel().isPresent();
        this.ignoredLabel = loss.ignoredLabel().orElse(0);
        this.rowsPerExample = rowsPerExample;
    }

    static ClassTargets of(SoftmaxCrossEntropy loss, Target target) {
        Tensor values = target.values();
        boolean labels = values.type() == DataType.INT32;
        if (!labels && values.shape().rank() < 2) {
            throw new ShapeMismatchException(
                    loss + ": floating targets are distributions of the prediction's shape but have " + values.shape()
                            + ". Where they are classes, convert them with as(INT32).");
        }
        int rows = labels ? values.size() : values.rows();
        return new ClassTargets(loss, values, values.batch() == 0 ? 0 : rows / values.batch());
    }

    int rowsPerExample() {
        return rowsPerExample;
    }

    /** Whether the row has the ignored label, or zeros in place of a distribution. */
    boolean isAbsent(int row) {
        if (values.type() == DataType.INT32) {
            return isIgnored(values.ints()[row]);
        }
        int classes = values.shape().last();
        return values.type() == DataType.FLOAT32
                ? allZero(values.floats(), row * classes, classes)
                : allZero(values.doubles(), row * classes, classes);
    }

    private boolean isIgnored(int label) {
        return ignores && label == ignoredLabel;
    }

    /** {@code sum of c_k q_k}, 0 for a row that is not there. */
    double weight(int row) {
        if (isAbsent(row)) {
            return 0;
        }
        if (classWeights == null) {
            return 1;
        }
        if (values.type() == DataType.INT32) {
            int label = values.ints()[row];
            requireClass(row, label, classWeights.length);
            return classWeights[label];
        }
        int classes = values.shape().last();
        requireClass(row, classes - 1, classWeights.length);
        return values.type() == DataType.FLOAT32
                ? dot(classWeights, values.floats(), row * classes, classes)
                : dot(classWeights, values.doubles(), row * classes, classes);
    }

    /** @throws IllegalArgumentException naming the first row that has no such class, or is no distribution */
    void requireValid(int classes) {
        if (values.type() == DataType.INT32) {
            int[] labels = values.ints();
            for (int row = 0; row < values.size(); row++) {
                if (!isIgnored(labels[row])) {
                    requireClass(row, labels[row], classes);
                }
            }
            return;
        }
        for (int row = 0; row < values.rows(); row++) {
            double sum = values.type() == DataType.FLOAT32
                    ? sum(values.floats(), row * classes, classes)
                    : sum(values.doubles(), row * classes, classes);
            if (sum != 0 && !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException(loss + ": the target in row " + row + " is no distribution: "
                        + (Double.isNaN(sum) ? "not all of it is 0 or more" : "its sum is " + sum)
                        + ". Make each row sum to 1, or to 0 where it shall be ignored.");
            }
        }
    }

    private void requireClass(int row, int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(loss + ": the target in row " + row + " is class " + label
                    + " but there are " + classes + " classes, 0 to " + (classes - 1)
                    + ". Give the last layer more outputs, or leave such rows out with ignoredLabel=" + label + ".");
        }
    }

    private static boolean allZero(float[] q, int start, int classes) {
        for (int i = start; i < start + classes; i++) {
            if (q[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean allZero(double[] q, int start, int classes) {
        for (int i = start; i < start + classes; i++) {
            if (q[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static double dot(double[] weights, float[] q, int start, int classes) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += weights[k] * q[start + k];
        }
        return sum;
    }

    private static double dot(double[] weights, double[] q, int start, int classes) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += weights[k] * q[start + k];
        }
        return sum;
    }

    /** The sum, or NaN where one is negative. */
    private static double sum(float[] q, int start, int classes) {
        double sum = 0;
        for (int i = start; i < start + classes; i++) {
            sum += q[i] >= 0 ? q[i] : Double.NaN;
        }
        return sum;
    }

    /** The sum, or NaN where one is negative. */
    private static double sum(double[] q, int start, int classes) {
        double sum = 0;
        for (int i = start; i < start + classes; i++) {
            sum += q[i] >= 0 ? q[i] : Double.NaN;
        }
        return sum;
    }
}
