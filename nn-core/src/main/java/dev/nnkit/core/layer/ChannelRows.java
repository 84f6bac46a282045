package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;

/**
 * The loops of {@link BatchNorm}, in both types: rows outside, channels (last axis) inside. Sums are split by channel, the
 * rest by row, so the bits do not depend on the number of threads.
 */
final class ChannelRows {
    private ChannelRows() {}

    /** Mean and biased variance of each channel, in two passes. */
    static void moments(Tensor x, Tensor mean, Tensor variance, Kernels kernels) {
        int rows = x.rows();
        int n = mean.size();
        kernels.split(n, 4.0 * rows, (from, to) -> {
            double[] sum = new double[to - from];
            for (int r = 0; r < rows; r++) {
                add(x, r * n + from, sum);
            }
            for (int c = from; c < to; c++) {
                sum[c - from] /= rows;
                mean.set(c, sum[c - from]);
            }
            double[] squares = new double[to - from];
            for (int r = 0; r < rows; r++) {
                addSquares(x, r * n + from, sum, squares);
            }
            for (int c = from; c < to; c++) {
                variance.set(c, squares[c - from] / rows);
            }
        });
    }

    private static void add(Tensor x, int start, double[] sum) {
        if (x.type() == DataType.FLOAT32) {
            float[] values = x.floats();
            for (int c = 0; c < sum.length; c++) {
                sum[c] += values[start + c];
            }
        } else {
            double[] values = x.doubles();
            for (int c = 0; c < sum.length; c++) {
                sum[c] += values[start + c];
            }
        }
    }

    private static void addSquares(Tensor x, int start, double[] mean, double[] squares) {
        if (x.type() == DataType.FLOAT32) {
            float[] values = x.floats();
            for (int c = 0; c < squares.length; c++) {
                double d = values[start + c] - mean[c];
                squares[c] += d * d;
            }
        } else {
            double[] values = x.doubles();
            for (int c = 0; c < squares.length; c++) {
                double d = values[start + c] - mean[c];
                squares[c] += d * d;
            }
        }
    }

    /** {@code sums = sum of dy} and {@code products = sum of dy * normal}, for each channel. */
    static void sums(Tensor dy, Tensor normal, Tensor sums, Tensor products, Kernels kernels) {
        int rows = dy.rows();
        int n = sums.size();
        kernels.split(n, 4.0 * rows, (from, to) -> {
            double[] sum = new double[to - from];
            double[] product = new double[to - from];
            for (int r = 0; r < rows; r++) {
                add(dy, r * n + from, sum);
                addProducts(dy, normal, r * n + from, product);
            }
            for (int c = from; c < to; c++) {
                sums.set(c, sum[c - from]);
                products.set(c, product[c - from]);
            }
        });
    }

    private static void addProducts(Tensor a, Tensor b, int start, double[] sum) {
        if (a.type() == DataType.FLOAT32) {
            float[] left = a.floats();
            float[] right = b.floats();
            for (int c = 0; c < sum.length; c++) {
                sum[c] += (double) left[start + c] * right[start + c];
            }
        } else {
            double[] left = a.doubles();
            double[] right = b.doubles();
            for (int c = 0; c < sum.length; c++) {
                sum[c] += left[start + c] * right[start + c];
            }
        }
    }

    /** {@code normal = (x - mean) * inverse}. */
    static void normalise(Tensor x, Tensor mean, Tensor inverse, Tensor normal, Kernels kernels) {
        int n = mean.size();
        kernels.split(x.rows(), 4.0 * n, (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                normalise(x.floats(), mean.floats(), inverse.floats(), normal.floats(), n, from, to);
            } else {
                normalise(x.doubles(), mean.doubles(), inverse.doubles(), normal.doubles(), n, from, to);
            }
        });
    }

    private static void normalise(float[] x, float[] m, float[] inv, float[] out, int n, int from, int to) {
        for (int r = from; r < to; r++) {
            int start = r * n;
            for (int c = 0; c < n; c++) {
                out[start + c] = (x[start + c] - m[c]) * inv[c];
            }
        }
    }

    private static void normalise(double[] x, double[] m, double[] inv, double[] out, int n, int from, int to) {
        for (int r = from; r < to; r++) {
            int start = r * n;
            for (int c = 0; c < n; c++) {
                out[start + c] = (x[start + c] - m[c]) * inv[c];
            }
        }
    }

    /** {@code y = scale * normal + bias}. */
    static void scaleAndShift(Tensor normal, Tensor scale, Tensor bias, Tensor y, Kernels kernels) {
        int n = scale.size();
        kernels.split(normal.rows(), 4.0 * n, (from, to) -> {
            if (normal.type() == DataType.FLOAT32) {
                scaleAndShift(normal.floats(), scale.floats(), bias.floats(), y.floats(), n, from, to);
            } else {
                scaleAndShift(normal.doubles(), scale.doubles(), bias.doubles(), y.doubles(), n, from, to);
            }
        });
    }

    private static void scaleAndShift(float[] x, float[] s, float[] b, float[] out, int n, int from, int to) {
        for (int r = from; r < to; r++) {
            int start = r * n;
            for (int c = 0; c < n; c++) {
                out[start + c] = s[c] * x[start + c] + b[c];
            }
        }
    }

    private static void scaleAndShift(double[] x, double[] s, double[] b, double[] out, int n, int from, int to) {
        for (int r = from; r < to; r++) {
            int start = r * n;
            for (int c = 0; c < n; c++) {
                out[start + c] = s[c] * x[start + c] + b[c];
            }
        }
    }

    /** What {@link #back} needs for each channel. */
    record Factors(Tensor mean, Tensor product, Tensor factor) {}

    /** {@code dx = factor * (dy - mean - normal * product)}. */
    static void back(Tensor dy, Tensor normal, Factors byChannel, Tensor dx, Kernels kernels) {
        int n = byChannel.mean.size();
        kernels.split(dy.rows(), 4.0 * n, (from, to) -> {
            if (dy.type() == DataType.FLOAT32) {
                back(dy.floats(), normal.floats(), byChannel, dx.floats(), from * n, to * n);
            } else {
                back(dy.doubles(), normal.doubles(), byChannel, dx.doubles(), from * n, to * n);
            }
        });
    }

    private static void back(float[] dy, float[] normal, Factors byChannel, float[] dx, int from, int to) {
        float[] mean = byChannel.mean.floats();
        float[] product = byChannel.product.floats();
        float[] factor = byChannel.factor.floats();
        int n = byChannel.mean.size();
        for (int start = from; start < to; start += n) {
            for (int c = 0; c < n; c++) {
                dx[start + c] = factor[c] * (dy[start + c] - mean[c] - normal[start + c] * product[c]);
            }
        }
    }

    private static void back(double[] dy, double[] normal, Factors byChannel, double[] dx, int from, int to) {
        double[] mean = byChannel.mean.doubles();
        double[] product = byChannel.product.doubles();
        double[] factor = byChannel.factor.doubles();
        int n = byChannel.mean.size();
        for (int start = from; start < to; start += n) {
            for (int c = 0; c < n; c++) {
                dx[start + c] = factor[c] * (dy[start + c] - mean[c] - normal[start + c] * product[c]);
            }
        }
    }
}
