package dev.nnkit.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies parts of a and b into the order in which {@link DoubleTiles} reads them. */
final class DoublePacking {
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;
    private static final int LANES = DoubleTiles.LANES;

    private DoublePacking() {}

    /**
     * {@code width} columns of b into a panel of {@code padded} columns, which is one or two vectors; those over the width
     * become zeros, and what a tile makes of them is dropped.
     */
    static void columns(
            double[] b, int start, int bRow, int bColumn, int k, int width, double[] panel, int at, int padded) {
        if (bColumn != 1) {
            transposed(b, start, bColumn, k, width, panel, at, padded);
        } else if (width == 2 * LANES) {
            wide(b, start, bRow, k, panel, at);
        } else {
            narrow(b, start, bRow, k, width, panel, at, padded);
        }
    }

    /** Two whole vectors. */
    static void wide(double[] b, int start, int bRow, int k, double[] panel, int at) {
        for (int p = 0; p < k; p++) {
            DoubleVector.fromArray(SPECIES, b, start + p * bRow).intoArray(panel, at + p * 2 * LANES);
            DoubleVector.fromArray(SPECIES, b, start + p * bRow + LANES).intoArray(panel, at + p * 2 * LANES + LANES);
        }
    }

    private static void narrow(double[] b, int start, int bRow, int k, int width, double[] panel, int at, int padded) {
        for (int p = 0; p < k; p++) {
            int from = start + p * bRow;
            int to = at + p * padded;
            for (int j = 0; j < width; j++) {
                panel[to + j] = b[from + j];
            }
            for (int j = width; j < padded; j++) {
                panel[to + j] = 0;
            }
        }
    }

    /** Four columns at a time: four reads along lines, and what is written lies together. */
    private static void transposed(
            double[] b, int start, int bColumn, int k, int width, double[] panel, int at, int padded) {
        int j = 0;
        for (; j + 3 < width; j += 4) {
            int from = start + j * bColumn;
            for (int p = 0; p < k; p++) {
                int to = at + p * padded + j;
                panel[to] = b[from + p];
                panel[to + 1] = b[from + p + bColumn];
                panel[to + 2] = b[from + p + 2 * bColumn];
                panel[to + 3] = b[from + p + 3 * bColumn];
            }
        }
        for (; j < padded; j++) {
            for (int p = 0; p < k; p++) {
                panel[at + p * padded + j] = j < width ? b[start + j * bColumn + p] : 0;
            }
        }
    }

    /** Rows of a, four and four; where there are fewer, the last is repeated, and what a tile makes of it is dropped. */
    static void rows(double[] a, int start, int aRow, int aColumn, int k, int count, double[] panel) {
        for (int i = 0; i < count; i += DoubleTiles.ROWS) {
            int a0 = start + i * aRow;
            int a1 = start + Math.min(i + 1, count - 1) * aRow;
            int a2 = start + Math.min(i + 2, count - 1) * aRow;
            int a3 = start + Math.min(i + 3, count - 1) * aRow;
            four(a, a0, a1, a2, a3, aColumn, k, panel, i * k);
        }
    }

    private static void four(double[] a, int a0, int a1, int a2, int a3, int aColumn, int k, double[] panel, int at) {
        for (int p = 0; p < k; p++) {
            panel[at + 4 * p] = a[a0 + p * aColumn];
            panel[at + 4 * p + 1] = a[a1 + p * aColumn];
            panel[at + 4 * p + 2] = a[a2 + p * aColumn];
            panel[at + 4 * p + 3] = a[a3 + p * aColumn];
        }
    }
}
