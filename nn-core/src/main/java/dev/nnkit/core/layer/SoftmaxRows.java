package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Softmax over the rows (last axis) of a tensor, and its gradient, in both types. */
final class SoftmaxRows {
    private SoftmaxRows() {}

    /**
     * {@code y = softmax(x)}; both may be the same tensor.
     *
     * @param seen how many elements of a row take part; the others become 0, so a row that sees none is all zeros
     */
    static void apply(Tensor x, Tensor y, IntUnaryOperator seen, Kernels kernels) {
        int n = x.shape().last();
        ElementaryFunctions functions = kernels.functions();
        kernels.split(x.rows(), 20.0 * n, (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                float[] source = x.floats();
                float[] target = y.floats();
                for (int row = from; row < to; row++) {
                    int end = row * n + seen.applyAsInt(row);
                    apply(source, target, row * n, end, functions);
                    Arrays.fill(target, end, (row + 1) * n, 0);
                }
            } else {
                double[] source = x.doubles();
                double[] target = y.doubles();
                for (int row = from; row < to; row++) {
                    int end = row * n + seen.applyAsInt(row);
                    apply(source, target, row * n, end, functions);
                    Arrays.fill(target, end, (row + 1) * n, 0);
                }
            }
        });
    }

    private static void apply(float[] x, float[] y, int start, int end, ElementaryFunctions functions) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = start; i < end; i++) {
            max = Math.max(max, x[i]);
        }
        for (int i = start; i < end; i++) {
            y[i] = x[i] - max;
        }
        functions.exp(y, y, start, end);
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += y[i];
        }
        float factor = (float) (1 / sum);
        for (int i = start; i < end; i++) {
            y[i] *= factor;
        }
    }

    private static void apply(double[] x, double[] y, int start, int end, ElementaryFunctions functions) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = start; i < end; i++) {
            max = Math.max(max, x[i]);
        }
        for (int i = start; i < end; i++) {
            y[i] = x[i] - max;
        }
        functions.exp(y, y, start, end);
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += y[i];
        }
        for (int i = start; i < end; i++) {
            y[i] /= sum;
        }
    }

    /** {@code dx = y (dy - sum of dy y)}. */
    static void back(Tensor y, Tensor dy, Tensor dx, Kernels kernels) {
        int n = y.shape().last();
        kernels.split(y.rows(), 4.0 * n, (from, to) -> {
            if (y.type() == DataType.FLOAT32) {
                back(y.floats(), dy.floats(), dx.floats(), n, from, to);
            } else {
                back(y.doubles(), dy.doubles(), dx.doubles(), n, from, to);
            }
        });
    }

    private static void back(float[] y, float[] dy, float[] dx, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = row * n;
            double dot = 0;
            for (int i = start; i < start + n; i++) {
                dot += (double) y[i] * dy[i];
            }
            float mean = (float) dot;
            for (int i = start; i < start + n; i++) {
                dx[i] = y[i] * (dy[i] - mean);
            }
        }
    }

    private static void back(double[] y, double[] dy, double[] dx, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = row * n;
            double dot = 0;
            for (int i = start; i < start + n; i++) {
                dot += y[i] * dy[i];
            }
            for (int i = start; i < start + n; i++) {
                dx[i] = y[i] * (dy[i] - dot);
            }
        }
    }
}
