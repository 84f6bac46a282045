package dev.nnkit.core.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

/**
 * The innermost loops of {@link DoublePacked}: a few rows of sums take a few rows of b, in double.
 *
 * <p>They look as they do because of HotSpot's second compiler. It turns a loop into vector instructions only where every
 * array is indexed by the bare loop variable, so rows are arrays of their own; it gives up at more than about six
 * products in a body before JDK 25, at more than sixteen there; and a loop that it inlines into the loops around it often
 * stays scalar, three times slower. Both long methods here have more than the 325 bytecodes (FreqInlineSize) that it
 * inlines.
 */
final class DoubleLoops {
    /** Whether four rows by four steps become vector instructions: so on 25, not so on 17. */
    static final boolean WIDE = Runtime.version().feature() >= 25;

    private DoubleLoops() {}

    /**
     * Two rows of sums take rows p to p + 11 of b, in four loops of three; a(i, p) lie at i0 and i1, each next one
     * {@code step} further.
     */
    static void twoByTwelve(
            double[] c0, double[] c1, double[][] b, int p, double[] a, int i0, int i1, int step, int n) {
        double[] b0 = b[p];
        double[] b1 = b[p + 1];
        double[] b2 = b[p + 2];
        double x0 = a[i0];
        double x1 = a[i0 + step];
        double x2 = a[i0 + 2 * step];
        double y0 = a[i1];
        double y1 = a[i1 + step];
        double y2 = a[i1 + 2 * step];
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x2, b2[j], fma(x1, b1[j], fma(x0, b0[j], c0[j])));
            c1[j] = fma(y2, b2[j], fma(y1, b1[j], fma(y0, b0[j], c1[j])));
        }
        b0 = b[p + 3];
        b1 = b[p + 4];
        b2 = b[p + 5];
        x0 = a[i0 + 3 * step];
        x1 = a[i0 + 4 * step];
        x2 = a[i0 + 5 * step];
        y0 = a[i1 + 3 * step];
        y1 = a[i1 + 4 * step];
        y2 = a[i1 + 5 * step];
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x2, b2[j], fma(x1, b1[j], fma(x0, b0[j], c0[j])));
            c1[j] = fma(y2, b2[j], fma(y1, b1[j], fma(y0, b0[j], c1[j])));
        }
        b0 = b[p + 6];
        b1 = b[p + 7];
        b2 = b[p + 8];
        x0 = a[i0 + 6 * step];
        x1 = a[i0 + 7 * step];
        x2 = a[i0 + 8 * step];
        y0 = a[i1 + 6 * step];
        y1 = a[i1 + 7 * step];
        y2 = a[i1 + 8 * step];
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x2, b2[j], fma(x1, b1[j], fma(x0, b0[j], c0[j])));
            c1[j] = fma(y2, b2[j], fma(y1, b1[j], fma(y0, b0[j], c1[j])));
        }
        b0 = b[p + 9];
        b1 = b[p + 10];
        b2 = b[p + 11];
        x0 = a[i0 + 9 * step];
        x1 = a[i0 + 10 * step];
        x2 = a[i0 + 11 * step];
        y0 = a[i1 + 9 * step];
        y1 = a[i1 + 10 * step];
        y2 = a[i1 + 11 * step];
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x2, b2[j], fma(x1, b1[j], fma(x0, b0[j], c0[j])));
            c1[j] = fma(y2, b2[j], fma(y1, b1[j], fma(y0, b0[j], c1[j])));
        }
    }

    /** Two rows of sums take row p of b: what is left when the number of steps is no multiple of twelve. */
    static void twoByOne(double[] c0, double[] c1, double[] b, double x, double y, int n) {
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x, b[j], c0[j]);
            c1[j] = fma(y, b[j], c1[j]);
        }
    }

    /** Four rows of sums, from r on, take rows p to p + 3 of b; only where {@link #WIDE}. */
    static void fourByFour(double[][] c, int r, double[][] b, int p, double[] a, int start, int row, int step, int n) {
        double[] c0 = c[r];
        double[] c1 = c[r + 1];
        double[] c2 = c[r + 2];
        double[] c3 = c[r + 3];
        double[] b0 = b[p];
        double[] b1 = b[p + 1];
        double[] b2 = b[p + 2];
        double[] b3 = b[p + 3];
        int i = start;
        double w0 = a[i];
        double w1 = a[i + step];
        double w2 = a[i + 2 * step];
        double w3 = a[i + 3 * step];
        i += row;
        double x0 = a[i];
        double x1 = a[i + step];
        double x2 = a[i + 2 * step];
        double x3 = a[i + 3 * step];
        i += row;
        double y0 = a[i];
        double y1 = a[i + step];
        double y2 = a[i + 2 * step];
        double y3 = a[i + 3 * step];
        i += row;
        double z0 = a[i];
        double z1 = a[i + step];
        double z2 = a[i + 2 * step];
        double z3 = a[i + 3 * step];
        for (int j = 0; j < n; j++) {
            double r0 = b0[j];
            double r1 = b1[j];
            double r2 = b2[j];
            double r3 = b3[j];
            c0[j] = fma(w3, r3, fma(w2, r2, fma(w1, r1, fma(w0, r0, c0[j]))));
            c1[j] = fma(x3, r3, fma(x2, r2, fma(x1, r1, fma(x0, r0, c1[j]))));
            c2[j] = fma(y3, r3, fma(y2, r2, fma(y1, r1, fma(y0, r0, c2[j]))));
            c3[j] = fma(z3, r3, fma(z2, r2, fma(z1, r1, fma(z0, r0, c3[j]))));
        }
    }
}
