package dev.nnkit.core.kernel;

import static dev.nnkit.core.kernel.HardwareFma.fma;

/**
 * Products too small for {@link DoublePacked}: each element is summed where it lies, four columns at a time. The same
 * sums in the same order, so the bits do not tell which of the two ran.
 */
final class DoubleDirect {
    private DoubleDirect() {}

    static void run(Product s, double[] a, double[] b, double[] c, int index) {
        int n = s.n();
        int bColumn = s.bColumn();
        for (int i = 0; i < s.m(); i++) {
            int aStart = s.aStart(index) + i * s.aRow();
            int bStart = s.bStart(index);
            int cStart = s.cStart(index) + i * n;
            int j = 0;
            for (; j + 3 < n; j += 4) {
                four(s, a, aStart, b, bStart + j * bColumn, c, cStart + j);
            }
            for (; j < n; j++) {
                one(s, a, aStart, b, bStart + j * bColumn, c, cStart + j);
            }
        }
    }

    private static void four(Product s, double[] a, int aStart, double[] b, int bStart, double[] c, int at) {
        boolean add = s.add();
        double sum0 = add ? c[at] : 0;
        double sum1 = add ? c[at + 1] : 0;
        double sum2 = add ? c[at + 2] : 0;
        double sum3 = add ? c[at + 3] : 0;
        int k = s.k();
        int aColumn = s.aColumn();
        int bRow = s.bRow();
        int bColumn = s.bColumn();
        for (int p = 0, u = aStart, v = bStart; p < k; p++, u += aColumn, v += bRow) {
            double x = a[u];
            sum0 = fma(x, b[v], sum0);
            sum1 = fma(x, b[v + bColumn], sum1);
            sum2 = fma(x, b[v + 2 * bColumn], sum2);
            sum3 = fma(x, b[v + 3 * bColumn], sum3);
        }
        c[at] = sum0;
        c[at + 1] = sum1;
        c[at + 2] = sum2;
        c[at + 3] = sum3;
    }

    private static void one(Product s, double[] a, int aStart, double[] b, int bStart, double[] c, int at) {
        double sum = s.add() ? c[at] : 0;
        int k = s.k();
        int aColumn = s.aColumn();
        int bRow = s.bRow();
        for (int p = 0, u = aStart, v = bStart; p < k; p++, u += aColumn, v += bRow) {
            sum = fma(a[u], b[v], sum);
        }
        c[at] = sum;
    }
}
