package dev.nnkit.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link FloatProducts}: a few rows by a few vectors of c, summed in registers over all steps.
 *
 * <p>They look as they do because of HotSpot's second compiler. Vectors never cross the border of a method, where they
 * would be boxed; sums live in one loop only, not across nested ones; eight sums are safe where there are 16 registers, and
 * with more than sixteen JDK 17 sometimes boxes them all.
 *
 * <p>With no steps to sum nothing is done, so that {@link Practice} can call them often for little.
 *
 * <p>An element of c is one chain of {@code fma} in the order of the steps, in every tile, as in the scalar kernels: so
 * their bits are the same.
 */
final class FloatTiles {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Rows and columns of the main tile. */
    static final int ROWS = 4;

    static final int COLUMNS = 2 * LANES;
    /**
     * Whether there are registers for sixteen sums. It is then half as fast again as with eight, where a processor begins
     * two operations on vectors of 512 bits in each cycle: eight sums do not hide how long one takes.
     */
    static final boolean EIGHT_ROWS = SPECIES.vectorBitSize() >= 512;

    private FloatTiles() {}

    /**
     * Four rows by two vectors. Rows of a begin at a0 to a3, their next elements are {@code aStep} further; the steps of b
     * are {@code bStep} apart, the rows of c {@code cStep}.
     */
    static void fourByTwo(
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float[] c,
            int c0,
            int cStep,
            int k,
            boolean add) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        if (add) {
            s00 = FloatVector.fromArray(SPECIES, c, c0);
            s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            s10 = FloatVector.fromArray(SPECIES, c, c0 + cStep);
            s11 = FloatVector.fromArray(SPECIES, c, c0 + cStep + LANES);
            s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep);
            s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep + LANES);
            s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep);
            s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep + LANES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            FloatVector right = FloatVector.fromArray(SPECIES, b, b0 + p * bStep + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p * aStep]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[a1 + p * aStep]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[a2 + p * aStep]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[a3 + p * aStep]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c0 + cStep);
        s11.intoArray(c, c0 + cStep + LANES);
        s20.intoArray(c, c0 + 2 * cStep);
        s21.intoArray(c, c0 + 2 * cStep + LANES);
        s30.intoArray(c, c0 + 3 * cStep);
        s31.intoArray(c, c0 + 3 * cStep + LANES);
    }

    /**
     * Eight rows by two vectors, where {@link #EIGHT_ROWS}, of packed a and b: four rows of a from a0 on lie side by side,
     * and four from a4 on. All steps are constants, so that no bounds check is left in the loop.
     */
    static void eightByTwo(
            float[] a, int a0, int a4, float[] b, int b0, float[] c, int c0, int cStep, int k, boolean add) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        FloatVector s60 = s00;
        FloatVector s61 = s00;
        FloatVector s70 = s00;
        FloatVector s71 = s00;
        if (add) {
            s00 = FloatVector.fromArray(SPECIES, c, c0);
            s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            s10 = FloatVector.fromArray(SPECIES, c, c0 + cStep);
            s11 = FloatVector.fromArray(SPECIES, c, c0 + cStep + LANES);
            s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep);
            s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep + LANES);
            s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep);
            s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep + LANES);
            s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStep);
            s41 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStep + LANES);
            s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStep);
            s51 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStep + LANES);
            s60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStep);
            s61 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStep + LANES);
            s70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStep);
            s71 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStep + LANES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, b0 + COLUMNS * p);
            FloatVector right = FloatVector.fromArray(SPECIES, b, b0 + COLUMNS * p + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + ROWS * p]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[a0 + ROWS * p + 1]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[a0 + ROWS * p + 2]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[a0 + ROWS * p + 3]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
            x = FloatVector.broadcast(SPECIES, a[a4 + ROWS * p]);
            s40 = x.fma(left, s40);
            s41 = x.fma(right, s41);
            x = FloatVector.broadcast(SPECIES, a[a4 + ROWS * p + 1]);
            s50 = x.fma(left, s50);
            s51 = x.fma(right, s51);
            x = FloatVector.broadcast(SPECIES, a[a4 + ROWS * p + 2]);
            s60 = x.fma(left, s60);
            s61 = x.fma(right, s61);
            x = FloatVector.broadcast(SPECIES, a[a4 + ROWS * p + 3]);
            s70 = x.fma(left, s70);
            s71 = x.fma(right, s71);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c0 + cStep);
        s11.intoArray(c, c0 + cStep + LANES);
        s20.intoArray(c, c0 + 2 * cStep);
        s21.intoArray(c, c0 + 2 * cStep + LANES);
        s30.intoArray(c, c0 + 3 * cStep);
        s31.intoArray(c, c0 + 3 * cStep + LANES);
        s40.intoArray(c, c0 + 4 * cStep);
        s41.intoArray(c, c0 + 4 * cStep + LANES);
        s50.intoArray(c, c0 + 5 * cStep);
        s51.intoArray(c, c0 + 5 * cStep + LANES);
        s60.intoArray(c, c0 + 6 * cStep);
        s61.intoArray(c, c0 + 6 * cStep + LANES);
        s70.intoArray(c, c0 + 7 * cStep);
        s71.intoArray(c, c0 + 7 * cStep + LANES);
    }

    /** Four rows by one vector: the last columns, where a second vector would be empty. */
    static void fourByOne(
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int aStep,
            float[] b,
            int b0,
            int bStep,
            float[] c,
            int c0,
            int cStep,
            int k,
            boolean add) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        if (add) {
            s0 = FloatVector.fromArray(SPECIES, c, c0);
            s1 = FloatVector.fromArray(SPECIES, c, c0 + cStep);
            s2 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep);
            s3 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep);
        }
        for (int p = 0; p < k; p++) {
            FloatVector row = FloatVector.fromArray(SPECIES, b, b0 + p * bStep);
            s0 = FloatVector.broadcast(SPECIES, a[a0 + p * aStep]).fma(row, s0);
            s1 = FloatVector.broadcast(SPECIES, a[a1 + p * aStep]).fma(row, s1);
            s2 = FloatVector.broadcast(SPECIES, a[a2 + p * aStep]).fma(row, s2);
            s3 = FloatVector.broadcast(SPECIES, a[a3 + p * aStep]).fma(row, s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + cStep);
        s2.intoArray(c, c0 + 2 * cStep);
        s3.intoArray(c, c0 + 3 * cStep);
    }

    /** One row by four vectors: a product with few rows, where b is read once and lies as it is. */
    static void oneByFour(
            float[] a, int a0, int aStep, float[] b, int b0, int bStep, float[] c, int c0, int k, boolean add) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        if (add) {
            s0 = FloatVector.fromArray(SPECIES, c, c0);
            s1 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
            s2 = FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES);
            s3 = FloatVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p * aStep]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, b0 + p * bStep), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, b0 + p * bStep + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, b, b0 + p * bStep + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, b, b0 + p * bStep + 3 * LANES), s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
        s2.intoArray(c, c0 + 2 * LANES);
        s3.intoArray(c, c0 + 3 * LANES);
    }

    /** One row by one vector. */
    static void oneByOne(
            float[] a, int a0, int aStep, float[] b, int b0, int bStep, float[] c, int c0, int k, boolean add) {
        if (k == 0) {
            return; // see Practice
        }
        FloatVector sum = add ? FloatVector.fromArray(SPECIES, c, c0) : FloatVector.zero(SPECIES);
        for (int p = 0; p < k; p++) {
            sum = FloatVector.broadcast(SPECIES, a[a0 + p * aStep])
                    .fma(FloatVector.fromArray(SPECIES, b, b0 + p * bStep), sum);
        }
        sum.intoArray(c, c0);
    }
}
