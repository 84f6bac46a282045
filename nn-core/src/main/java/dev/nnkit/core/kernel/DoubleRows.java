package dev.nnkit.core.kernel;

import dev.nnkit.api.kernel.HardwareFma;

/** The operations on whole arrays, in double: see {@link FloatRows}, which is the same in float. */
final class DoubleRows {
    private DoubleRows() {}

    static void addRow(double[] row, double[] y, int n, int fromRow, int toRow) {
        for (int start = fromRow * n; start < toRow * n; start += n) {
            for (int j = 0; j < n; j++) {
                y[start + j] += row[j];
            }
        }
    }

    /** Eight columns at a time, in double: as exact as the reference, and the eight sums run beside each other. */
    static void sumRows(double[] x, int rows, int n, double[] row, int from, int to, boolean add) {
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
            row[j] = add ? row[j] + sum0 : sum0;
            row[j + 1] = add ? row[j + 1] + sum1 : sum1;
            row[j + 2] = add ? row[j + 2] + sum2 : sum2;
            row[j + 3] = add ? row[j + 3] + sum3 : sum3;
            row[j + 4] = add ? row[j + 4] + sum4 : sum4;
            row[j + 5] = add ? row[j + 5] + sum5 : sum5;
            row[j + 6] = add ? row[j + 6] + sum6 : sum6;
            row[j + 7] = add ? row[j + 7] + sum7 : sum7;
        }
        for (; j < to; j++) {
            double sum = 0;
            for (int r = 0, i = j; r < rows; r++, i += n) {
                sum += x[i];
            }
            row[j] = add ? row[j] + sum : sum;
        }
    }

    static void addScaled(double factor, double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = HardwareFma.fma(factor, x[i], y[i]);
        }
    }

    static void add(double[] a, double[] b, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] + b[i];
        }
    }

    static void multiply(double[] a, double[] b, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] * b[i];
        }
    }

    static void scale(double factor, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }

    /** Four sums of every fourth element, so that they run beside each other; the order depends on the size only. */
    static double sumOfSquares(double[] x, int size) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            sum0 += x[i] * x[i];
            sum1 += x[i + 1] * x[i + 1];
            sum2 += x[i + 2] * x[i + 2];
            sum3 += x[i + 3] * x[i + 3];
        }
        for (; i < size; i++) {
            sum0 += x[i] * x[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
