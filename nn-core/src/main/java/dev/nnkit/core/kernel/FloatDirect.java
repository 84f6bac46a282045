package dev.nnkit.core.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

import dev.nnkit.api.kernel.Product;

/**
 * Products in float that are too small for {@link FloatPacked}: each element is summed where it lies, four beside each
 * other. The same sums in the same order, so the bits do not tell which of the two ran.
 */
final class FloatDirect {
    private FloatDirect() {}

    /** Rows from {@code from} to {@code to - 1} of c, counted through all products. */
    static void run(Product s, float[] a, float[] b, float[] c, int from, int to) {
        int row = from;
        while (row < to) {
            int index = row / s.m();
            int end = Math.min(to, (index + 1) * s.m());
            if (s.n() < 4) {
                narrow(s, a, b, c, index, row, end);
            } else {
                wide(s, a, b, c, index, row, end);
            }
            row = end;
        }
    }

    private static void wide(Product s, float[] a, float[] b, float[] c, int index, int from, int to) {
        int n = s.n();
        int step = s.bColumn();
        for (int row = from; row < to; row++) {
            int aStart = s.aStart(index) + (row - index * s.m()) * s.aRow();
            int bStart = s.bStart(index);
            int at = row * n;
            int j = 0;
            for (; j + 3 < n; j += 4) {
                four(s, a, aStart, s.aColumn(), b, bStart + j * step, s.bRow(), step, c, at + j, 1);
            }
            for (; j < n; j++) {
                one(s, a, aStart, b, bStart + j * step, c, at + j);
            }
        }
    }

    /** Fewer than four columns: four rows beside each other. */
    private static void narrow(Product s, float[] a, float[] b, float[] c, int index, int from, int to) {
        int n = s.n();
        int step = s.aRow();
        for (int j = 0; j < n; j++) {
            int bStart = s.bStart(index) + j * s.bColumn();
            int aStart = s.aStart(index) + (from - index * s.m()) * step;
            int row = from;
            for (; row + 3 < to; row += 4, aStart += 4 * step) {
                four(s, b, bStart, s.bRow(), a, aStart, s.aColumn(), step, c, row * n + j, n);
            }
            for (; row < to; row++, aStart += step) {
                one(s, a, aStart, b, bStart, c, row * n + j);
            }
        }
    }

    /** Four sums, {@code next} apart in c, over x times what lies {@code beside} each other in y. */
    private static void four(
            Product s,
            float[] x,
            int xStart,
            int xStep,
            float[] y,
            int yStart,
            int yStep,
            int beside,
            float[] c,
            int at,
            int next) {
        boolean add = s.add();
        float sum0 = add ? c[at] : 0;
        float sum1 = add ? c[at + next] : 0;
        float sum2 = add ? c[at + 2 * next] : 0;
        float sum3 = add ? c[at + 3 * next] : 0;
        for (int p = s.k(), u = xStart, v = yStart; p > 0; p--, u += xStep, v += yStep) {
            float factor = x[u];
            sum0 = fma(factor, y[v], sum0);
            sum1 = fma(factor, y[v + beside], sum1);
            sum2 = fma(factor, y[v + 2 * beside], sum2);
            sum3 = fma(factor, y[v + 3 * beside], sum3);
        }
        c[at] = sum0;
        c[at + next] = sum1;
        c[at + 2 * next] = sum2;
        c[at + 3 * next] = sum3;
    }

    private static void one(Product s, float[] a, int aStart, float[] b, int bStart, float[] c, int at) {
        float sum = s.add() ? c[at] : 0;
        int aColumn = s.aColumn();
        int bRow = s.bRow();
        for (int p = s.k(), u = aStart, v = bStart; p > 0; p--, u += aColumn, v += bRow) {
            sum = fma(a[u], b[v], sum);
        }
        c[at] = sum;
    }
}
