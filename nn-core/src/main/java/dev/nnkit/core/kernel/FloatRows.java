package dev.nnkit.core.kernel;

import dev.nnkit.api.kernel.HardwareFma;

/** The operations on whole arrays, in float: see {@link DoubleRows}, which is the same in double. */
final class FloatRows {
    private FloatRows() {}

    static void addRow(float[] row, float[] y, int n, int fromRow, int toRow) {
        for (int start = fromRow * n; start < toRow * n; start += n) {
            for (int j = 0; j < n; j++) {
                y[start + j] += row[j];
            }
        }
    }

    /** Eight columns at a time, in double: as exact as the reference, and the eight sums run beside each other. */
    static void sumRows(float[] x, int rows, int n, float[] row, int from, int to, boolean add) {
        int j = from;
        for (; j + 7 < to; j += 8) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            double sum4 = 0;
            double sum5 = 0;
            double sum6 = 0;
            double sum7 = 0;
            for (int r = 0, i = j; r < rows; r++, i += n) {
                sum0 += x[i];
                sum1 += x[i + 1];
                sum2 += x[i + 2];
                sum3 += x[i + 3];
                sum4 += x[i + 4];
                sum5 += x[i + 5];
                sum6 += x[i + 6];
                sum7 += x[i + 7];
            }
            row[j] = (float) (add ? row[j] + sum0 : sum0);
            row[j + 1] = (float) (add ? row[j + 1] + sum1 : sum1);
            row[j + 2] = (float) (add ? row[j + 2] + sum2 : sum2);
            row[j + 3] = (float) (add ? row[j + 3] + sum3 : sum3);
            row[j + 4] = (float) (add ? row[j + 4] + sum4 : sum4);
            row[j + 5] = (float) (add ? row[j + 5] + sum5 : sum5);
            row[j + 6] = (float) (add ? row[j + 6] + sum6 : sum6);
            row[j + 7] = (float) (add ? row[j + 7] + sum7 : sum7);
        }
        for (; j < to; j++) {
            double sum = 0;
            for (int r = 0, i = j; r < rows; r++, i += n) {
                sum += x[i];
            }
            row[j] = (float) (add ? row[j] + sum : sum);
        }
    }

    static void addScaled(float factor, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = HardwareFma.fma(factor, x[i], y[i]);
        }
    }

    static void add(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] + b[i];
        }
    }

    static void multiply(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] * b[i];
        }
    }

    static void scale(float factor, float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }

    /** Four sums of every fourth element, so that they run beside each other; the order depends on the size only. */
    static double sumOfSquares(float[] x, int size) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            sum0 += (double) x[i] * x[i];
            sum1 += (double) x[i + 1] * x[i + 1];
            sum2 += (double) x[i + 2] * x[i + 2];
            sum3 += (double) x[i + 3] * x[i + 3];
        }
        for (; i < size; i++) {
            sum0 += (double) x[i] * x[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
