package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;

/** Softmax over rows from <= row < to of the last axis, and its gradient, in both types. */
final class SoftmaxRows {
    private SoftmaxRows() {}

    static void apply(Tensor x, Tensor y, int from, int to) {
        int n = x.shape().last();
        if (x.type() == DataType.FLOAT32) {
            apply(x.floats(), y.floats(), n, from, to);
        } else {
            apply(x.doubles(), y.doubles(), n, from, to);
        }
    }

    private static void apply(float[] x, float[] y, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = row * n;
            float max = Float.NEGATIVE_INFINITY;
            for (int i = start; i < start + n; i++) {
                max = Math.max(max, x[i]);
            }
            double sum = 0;
            for (int i = start; i < start + n; i++) {
                double e = Math.exp(x[i] - max);
                y[i] = (float) e;
                sum += e;
            }
            float factor = (float) (1 / sum);
            for (int i = start; i < start + n; i++) {
                y[i] *= factor;
            }
        }
    }

    private static void apply(double[] x, double[] y, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = row * n;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = start; i < start + n; i++) {
                max = Math.max(max, x[i]);
            }
            double sum = 0;
            for (int i = start; i < start + n; i++) {
                y[i] = Math.exp(x[i] - max);
                sum += y[i];
            }
            for (int i = start; i < start + n; i++) {
                y[i] /= sum;
            }
        }
    }

    static void back(Tensor y, Tensor dy, Tensor dx, int from, int to) {
        int n = y.shape().last();
        if (y.type() == DataType.FLOAT32) {
            back(y.floats(), dy.floats(), dx.floats(), n, from, to);
        } else {
            back(y.doubles(), dy.doubles(), dx.doubles(), n, from, to);
        }
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
