package dev.nnkit.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link FloatConvolution} where there are few filters: eight rows by one vector, which is as many
 * sums as the processor can have under way at a time; see {@link FloatTiles} for what HotSpot makes of them.
 *
 * <p>Sums start with what stands at {@code start}: the bias, where rows follow each other by 0, or what was summed before.
 */
final class FloatFilterTiles {
    static final int ROWS = 8;
    private static final VectorSpecies<Float> SPECIES = FloatTiles.SPECIES;
    private static final int LANES = FloatTiles.LANES;

    private FloatFilterTiles() {}

    /** Rows of a are {@code aRow} apart, their elements {@code aStep}. */
    static void eightByOne(
            float[] a,
            int a0,
            int aRow,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float[] start,
            int start0,
            int startStep,
            float[] c,
            int c0,
            int cStep,
            int k) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, start, start0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, start, start0 + startStep);
        FloatVector s2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
        FloatVector s3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
        FloatVector s4 = FloatVector.fromArray(SPECIES, start, start0 + 4 * startStep);
        FloatVector s5 = FloatVector.fromArray(SPECIES, start, start0 + 5 * startStep);
        FloatVector s6 = FloatVector.fromArray(SPECIES, start, start0 + 6 * startStep);
        FloatVector s7 = FloatVector.fromArray(SPECIES, start, start0 + 7 * startStep);
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int a6 = a5 + aRow;
        int a7 = a6 + aRow;
        for (int p = 0; p < k; p++) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            int i = p * aStep;
            s0 = FloatVector.broadcast(SPECIES, a[a0 + i]).fma(v, s0);
            s1 = FloatVector.broadcast(SPECIES, a[a1 + i]).fma(v, s1);
            s2 = FloatVector.broadcast(SPECIES, a[a2 + i]).fma(v, s2);
            s3 = FloatVector.broadcast(SPECIES, a[a3 + i]).fma(v, s3);
            s4 = FloatVector.broadcast(SPECIES, a[a4 + i]).fma(v, s4);
            s5 = FloatVector.broadcast(SPECIES, a[a5 + i]).fma(v, s5);
            s6 = FloatVector.broadcast(SPECIES, a[a6 + i]).fma(v, s6);
            s7 = FloatVector.broadcast(SPECIES, a[a7 + i]).fma(v, s7);
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
            float[] a,
            int a0,
            int aRow,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float[] start,
            int start0,
            int startStep,
            float[] c,
            int c0,
            int cStep,
            int k) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, start, start0);
        FloatVector t0 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
        FloatVector s1 = FloatVector.fromArray(SPECIES, start, start0 + startStep);
        FloatVector t1 = FloatVector.fromArray(SPECIES, start, start0 + startStep + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
        FloatVector t2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep + LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
        FloatVector t3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep + LANES);
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        for (int p = 0; p < k; p++) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            FloatVector w = FloatVector.fromArray(SPECIES, b, b0 + p * bStep + LANES);
            int i = p * aStep;
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + i]);
            s0 = x.fma(v, s0);
            t0 = x.fma(w, t0);
            x = FloatVector.broadcast(SPECIES, a[a1 + i]);
            s1 = x.fma(v, s1);
            t1 = x.fma(w, t1);
            x = FloatVector.broadcast(SPECIES, a[a2 + i]);
            s2 = x.fma(v, s2);
            t2 = x.fma(w, t2);
            x = FloatVector.broadcast(SPECIES, a[a3 + i]);
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
