package dev.nnkit.core.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

/**
 * The innermost loops of {@link FloatPacked}: a few rows of sums take a few rows of b, in float.
 *
 * <p>They look as they do because of HotSpot's second compiler. It turns a loop into vector instructions only where every
 * array is indexed by the bare loop variable, so rows are arrays of their own; it gives up at more than about six
 * products in a body before JDK 25, at more than sixteen there; and a loop that it inlines into the loops around it often
 * stays scalar, three times slower. Both long methods here have more than the 325 bytecodes (FreqInlineSize) that it
 * inlines.
 */
final class FloatLoops {
    /** Whether four rows by four steps become vector instructions: so on 25, not so on 17. */
    static final boolean WIDE = Runtime.version().feature() >= 25;

    private FloatLoops() {}

    /**
     * Two rows of sums take rows p to p + 11 of b, in four loops of three; a(i, p) lie at i0 and i1, each next one
     * {@code step} further.
     */
    static void twoByTwelve(float[] c0, float[] c1, float[][] b, int p, float[] a, int i0, int i1, int step, int n) {
        float[] b0 = b[p];
        float[] b1 = b[p + 1];
        float[] b2 = b[p + 2];
        float x0 = a[i0];
        float x1 = a[i0 + step];
        float x2 = a[i0 + 2 * step];
        float y0 = a[i1];
        float y1 = a[i1 + step];
        float y2 = a[i1 + 2 * step];
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
    static void twoByOne(float[] c0, float[] c1, float[] b, float x, float y, int n) {
        for (int j = 0; j < n; j++) {
            c0[j] = fma(x, b[j], c0[j]);
            c1[j] = fma(y, b[j], c1[j]);
        }
    }

    /** Four rows of sums, from r on, take rows p to p + 3 of b; only where {@link #WIDE}. */
    static void fourByFour(float[][] c, int r, float[][] b, int p, float[] a, int start, int row, int step, int n) {
        float[] c0 = c[r];
        float[] c1 = c[r + 1];
        float[] c2 = c[r + 2];
        float[] c3 = c[r + 3];
        float[] b0 = b[p];
        float[] b1 = b[p + 1];
        float[] b2 = b[p + 2];
        float[] b3 = b[p + 3];
        int i = start;
        float w0 = a[i];
        float w1 = a[i + step];
        float w2 = a[i + 2 * step];
        float w3 = a[i + 3 * step];
        i += row;
        float x0 = a[i];
        float x1 = a[i + step];
        float x2 = a[i + 2 * step];
        float x3 = a[i + 3 * step];
        i += row;
        float y0 = a[i];
        float y1 = a[i + step];
        float y2 = a[i + 2 * step];
        float y3 = a[i + 3 * step];
        i += row;
        float z0 = a[i];
        float z1 = a[i + step];
        float z2 = a[i + 2 * step];
        float z3 = a[i + 3 * step];
        for (int j = 0; j < n; j++) {
            float r0 = b0[j];
            float r1 = b1[j];
            float r2 = b2[j];
            float r3 = b3[j];
            c0[j] = fma(w3, r3, fma(w2, r2, fma(w1, r1, fma(w0, r0, c0[j]))));
            c1[j] = fma(x3, r3, fma(x2, r2, fma(x1, r1, fma(x0, r0, c1[j]))));
            c2[j] = fma(y3, r3, fma(y2, r2, fma(y1, r1, fma(y0, r0, c2[j]))));
            c3[j] = fma(z3, r3, fma(z2, r2, fma(z1, r1, fma(z0, r0, c3[j]))));
        }
    }
}
