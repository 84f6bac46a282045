package dev.nnkit.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link DoubleConvolution} where there are few filters: eight rows by one vector, which is as many
 * sums as the processor can have under way at a time; see {@link DoubleTiles} for what HotSpot makes of them.
 *
 * <p>Sums start with what stands at {@code start}: the bias, where rows follow each other by 0, or what was summed before.
 */
final class DoubleFilterTiles {
    static final int ROWS = 8;
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;
    private static final int LANES = DoubleTiles.LANES;

    private DoubleFilterTiles() {}

    /** Rows of a are {@code aRow} apart, their elements {@code aStep}. */
    static void eightByOne(
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStep,
            double[] start,
            int start0,
            int startStep,
            double[] c,
            int c0,
            int cStep,
            int k) {
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, start, start0);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, start, start0 + startStep);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, start, start0 + 2 * startStep);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, start, start0 + 3 * startStep);
        DoubleVector s4 = DoubleVector.fromArray(SPECIES, start, start0 + 4 * startStep);
        DoubleVector s5 = DoubleVector.fromArray(SPECIES, start, start0 + 5 * startStep);
        DoubleVector s6 = DoubleVector.fromArray(SPECIES, start, start0 + 6 * startStep);
        DoubleVector s7 = DoubleVector.fromArray(SPECIES, start, start0 + 7 * startStep);
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int a6 = a5 + aRow;
        int a7 = a6 + aRow;
        for (int p = 0; p < k; p++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, b, b0 + p * bStep);
            int i = p * aStep;
            s0 = DoubleVector.broadcast(SPECIES, a[a0 + i]).fma(v, s0);
            s1 = DoubleVector.broadcast(SPECIES, a[a1 + i]).fma(v, s1);
            s2 = DoubleVector.broadcast(SPECIES, a[a2 + i]).fma(v, s2);
            s3 = DoubleVector.broadcast(SPECIES, a[a3 + i]).fma(v, s3);
            s4 = DoubleVector.broadcast(SPECIES, a[a4 + i]).fma(v, s4);
            s5 = DoubleVector.broadcast(SPECIES, a[a5 + i]).fma(v, s5);
            s6 = DoubleVector.broadcast(SPECIES, a[a6 + i]).fma(v, s6);
            s7 = DoubleVector.broadcast(SPECIES, a[a7 + i]).fma(v, s7);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + cStep);
        s2.intoArray(c, c0 + 2 * cStep);
        s3.intoArray(c, c0 + 3 * cStep);
        s4.intoArray(c, c0 + 4 * cStep);
        s5.intoArray(c, c0 + 5 * cStep);
        s6.intoArray(c, c0 + 6 * cStep);
        s7.intoArray(c, c0 + 7 * cStep);
    }

    /** Four rows by two vectors, the best use of the loads where there are that many columns. */
    static void fourByTwo(
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStep,
            double[] start,
            int start0,
            int startStep,
            double[] c,
            int c0,
            int cStep,
            int k) {
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, start, start0);
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, start, start0 + LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, start, start0 + startStep);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, start, start0 + startStep + LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, start, start0 + 2 * startStep);
        DoubleVector t2 = DoubleVector.fromArray(SPECIES, start, start0 + 2 * startStep + LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, start, start0 + 3 * startStep);
        DoubleVector t3 = DoubleVector.fromArray(SPECIES, start, start0 + 3 * startStep + LANES);
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        for (int p = 0; p < k; p++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, b, b0 + p * bStep);
            DoubleVector w = DoubleVector.fromArray(SPECIES, b, b0 + p * bStep + LANES);
            int i = p * aStep;
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[a0 + i]);
            s0 = x.fma(v, s0);
            t0 = x.fma(w, t0);
            x = DoubleVector.broadcast(SPECIES, a[a1 + i]);
            s1 = x.fma(v, s1);
            t1 = x.fma(w, t1);
            x = DoubleVector.broadcast(SPECIES, a[a2 + i]);
            s2 = x.fma(v, s2);
            t2 = x.fma(w, t2);
            x = DoubleVector.broadcast(SPECIES, a[a3 + i]);
            s3 = x.fma(v, s3);
            t3 = x.fma(w, t3);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + LANES);
        s1.intoArray(c, c0 + cStep);
        t1.intoArray(c, c0 + cStep + LANES);
        s2.intoArray(c, c0 + 2 * cStep);
        t2.intoArray(c, c0 + 2 * cStep + LANES);
        s3.intoArray(c, c0 + 3 * cStep);
        t3.intoArray(c, c0 + 3 * cStep + LANES);
    }
}
