package dev.nnkit.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The innermost loops of {@link FloatConvolution} where there are few filters: eight rows by one vector, which is as many
 * sums as the processor can have under way at a time; see {@link FloatTiles} for what HotSpot makes of them.
 */
final class FloatFilterTiles {
    static final int ROWS = 8;
    private static final VectorSpecies<Float> SPECIES = FloatTiles.SPECIES;
    private static final int LANES = FloatTiles.LANES;

    private FloatFilterTiles() {}

    /**
     * Eight rows by a panel that is one or two vectors wide. Rows of a are {@code aRow} apart, their elements {@code aStep};
     * one of both is 1.
     *
     * @param start what sums begin with: c itself, the same vectors for all rows ({@code startStep} 0), or null for 0
     */
    static void eightRows(
            int width,
            float[] a,
            int a0,
            int aRow,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float @Nullable [] start,
            int start0,
            int startStep,
            float[] c,
            int c0,
            int cStep,
            int k) {
        if (width == LANES && aStep == 1) {
            alongSteps(a, a0, aRow, b, b0, bStep, start, start0, startStep, c, c0, cStep, k);
            return;
        }
        if (width == LANES) {
            assert aRow == 1 : aRow + " " + aStep;
            alongRows(a, a0, aStep, b, b0, bStep, start, start0, startStep, c, c0, cStep, k);
            return;
        }
        if (start != null && startStep == 0) {
            copyToRows(start, start0, c, c0, cStep, ROWS);
        }
        boolean add = start != null;
        fourByTwo(a, a0, aRow, aStep, b, b0, bStep, c, c0, cStep, k, add);
        fourByTwo(a, a0 + 4 * aRow, aRow, aStep, b, b0, bStep, c, c0 + 4 * cStep, cStep, k, add);
    }

    static void copyToRows(float[] from, int from0, float[] c, int c0, int cStep, int rows) {
        FloatVector left = FloatVector.fromArray(SPECIES, from, from0);
        FloatVector right = FloatVector.fromArray(SPECIES, from, from0 + LANES);
        for (int i = 0; i < rows; i++) {
            left.intoArray(c, c0 + i * cStep);
            right.intoArray(c, c0 + i * cStep + LANES);
        }
    }

    private static void fourByTwo(
            float[] a,
            int a0,
            int aRow,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float[] c,
            int c0,
            int cStep,
            int k,
            boolean add) {
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        FloatTiles.fourByTwo(a, a0, a1, a2, a3, aStep, b, b0, bStep, c, c0, cStep, k, add);
    }

    /** Eight by one, where the elements of a row of a lie together: a constant step leaves no bounds checks in the loop. */
    static void alongSteps(
            float[] a,
            int a0,
            int aRow,
            float[] b,
            int b0,
            int bStep,
            float @Nullable [] start,
            int start0,
            int startStep,
            float[] c,
            int c0,
            int cStep,
            int k) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        if (start != null) {
            s0 = FloatVector.fromArray(SPECIES, start, start0);
            s1 = FloatVector.fromArray(SPECIES, start, start0 + startStep);
            s2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
            s3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
            s4 = FloatVector.fromArray(SPECIES, start, start0 + 4 * startStep);
            s5 = FloatVector.fromArray(SPECIES, start, start0 + 5 * startStep);
            s6 = FloatVector.fromArray(SPECIES, start, start0 + 6 * startStep);
            s7 = FloatVector.fromArray(SPECIES, start, start0 + 7 * startStep);
        }
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int a6 = a5 + aRow;
        int a7 = a6 + aRow;
        for (int p = 0; p < k; p++) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            s0 = FloatVector.broadcast(SPECIES, a[a0 + p]).fma(v, s0);
            s1 = FloatVector.broadcast(SPECIES, a[a1 + p]).fma(v, s1);
            s2 = FloatVector.broadcast(SPECIES, a[a2 + p]).fma(v, s2);
            s3 = FloatVector.broadcast(SPECIES, a[a3 + p]).fma(v, s3);
            s4 = FloatVector.broadcast(SPECIES, a[a4 + p]).fma(v, s4);
            s5 = FloatVector.broadcast(SPECIES, a[a5 + p]).fma(v, s5);
            s6 = FloatVector.broadcast(SPECIES, a[a6 + p]).fma(v, s6);
            s7 = FloatVector.broadcast(SPECIES, a[a7 + p]).fma(v, s7);
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

    /** Eight by one, where the same elements of all rows lie together, so that one bounds check does for eight. */
    static void alongRows(
            float[] a,
            int a0,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float @Nullable [] start,
            int start0,
            int startStep,
            float[] c,
            int c0,
            int cStep,
            int k) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        if (start != null) {
            s0 = FloatVector.fromArray(SPECIES, start, start0);
            s1 = FloatVector.fromArray(SPECIES, start, start0 + startStep);
            s2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
            s3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
            s4 = FloatVector.fromArray(SPECIES, start, start0 + 4 * startStep);
            s5 = FloatVector.fromArray(SPECIES, start, start0 + 5 * startStep);
            s6 = FloatVector.fromArray(SPECIES, start, start0 + 6 * startStep);
            s7 = FloatVector.fromArray(SPECIES, start, start0 + 7 * startStep);
        }
        for (int p = 0; p < k; p++) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            int i = a0 + p * aStep;
            s0 = FloatVector.broadcast(SPECIES, a[i]).fma(v, s0);
            s1 = FloatVector.broadcast(SPECIES, a[i + 1]).fma(v, s1);
            s2 = FloatVector.broadcast(SPECIES, a[i + 2]).fma(v, s2);
            s3 = FloatVector.broadcast(SPECIES, a[i + 3]).fma(v, s3);
            s4 = FloatVector.broadcast(SPECIES, a[i + 4]).fma(v, s4);
            s5 = FloatVector.broadcast(SPECIES, a[i + 5]).fma(v, s5);
            s6 = FloatVector.broadcast(SPECIES, a[i + 6]).fma(v, s6);
            s7 = FloatVector.broadcast(SPECIES, a[i + 7]).fma(v, s7);
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
}
