package dev.nnkit.core.kernel;

import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.Tiling;
import java.util.Arrays;

/**
 * Products in float by rows of b that were copied into arrays of their own ("packed"), the form in which the loops of
 * {@link FloatLoops} are fast. A block of b stays in the cache near the core while all rows of a pass over it.
 *
 * <p>There must be a step to sum: where k is 0, {@link FloatDirect} writes the zeros.
 */
final class FloatPacked {
    /** Long rows make up for the steps at a loop's ends that are not vectors; 96 of them are 192 KiB. */
    private static final int COLUMNS = 512;

    private static final int STEPS = 96;
    private static final int ROWS = 4;

    private FloatPacked() {}

    /** What one thread needs: a block of b, a few rows of sums, and where it is. */
    static final class Panel {
        private final float[][] b = new float[STEPS][COLUMNS];
        private final float[][] sums = new float[ROWS][COLUMNS];
        final Tiling.Tile tile = new Tiling.Tile();
    }

    /** The tile that is set in {@code panel}. */
    static void run(Product s, float[] a, float[] b, float[] c, Panel panel) {
        Tiling.Tile tile = panel.tile;
        int width = tile.j1() - tile.j0();
        int blocks = (width + COLUMNS - 1) / COLUMNS;
        for (int block = 0; block < blocks; block++) {
            int j0 = tile.j0() + (int) ((long) width * block / blocks);
            int n = tile.j0() + (int) ((long) width * (block + 1) / blocks) - j0;
            for (int p0 = 0; p0 < s.k(); p0 += STEPS) {
                int k = Math.min(STEPS, s.k() - p0);
                pack(s, b, s.bStart(tile.index()) + p0 * s.bRow() + j0 * s.bColumn(), k, n, panel.b);
                boolean fresh = p0 == 0 && !s.add();
                for (int i = tile.i0(); i < tile.i1(); i += ROWS) {
                    int aStart = s.aStart(tile.index()) + i * s.aRow() + p0 * s.aColumn();
                    int cStart = s.cStart(tile.index()) + i * s.n() + j0;
                    rows(s, Math.min(ROWS, tile.i1() - i), a, aStart, c, cStart, k, n, fresh, panel);
                }
            }
        }
    }

    private static void pack(Product s, float[] b, int start, int k, int n, float[][] rows) {
        if (s.bColumn() == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, start + p * s.bRow(), rows[p], 0, n);
            }
            return;
        }
        // b lies transposed. Four of its rows at a time: four reads along lines, and what is written lies together.
        int step = s.bColumn();
        int j = 0;
        for (; j + 3 < n; j += 4) {
            int at = start + j * step;
            for (int p = 0; p < k; p++, at++) {
                float[] row = rows[p];
                row[j] = b[at];
                row[j + 1] = b[at + step];
                row[j + 2] = b[at + 2 * step];
                row[j + 3] = b[at + 3 * step];
            }
        }
        for (; j < n; j++) {
            for (int p = 0; p < k; p++) {
                rows[p][j] = b[start + j * step + p];
            }
        }
    }

    /** One to four rows of c take one block. */
    private static void rows(
            Product s,
            int count,
            float[] a,
            int aStart,
            float[] c,
            int cStart,
            int k,
            int n,
            boolean fresh,
            Panel panel) {
        float[][] sums = panel.sums;
        for (int r = 0; r < count; r++) {
            if (fresh) {
                Arrays.fill(sums[r], 0, n, 0);
            } else {
                System.arraycopy(c, cStart + r * s.n(), sums[r], 0, n);
            }
        }
        accumulate(sums, count, panel.b, k, a, aStart, s.aRow(), s.aColumn(), n);
        for (int r = 0; r < count; r++) {
            System.arraycopy(sums[r], 0, c, cStart + r * s.n(), n);
        }
    }

    /**
     * Adds the product of {@code count} rows of a with {@code k} rows of b to rows of sums, of which there is one more
     * where their number is odd.
     */
    static void accumulate(
            float[][] sums, int count, float[][] b, int k, float[] a, int start, int row, int step, int n) {
        for (int r = 0; r < count; r += ROWS) {
            fewRows(sums, r, Math.min(count, r + ROWS), b, k, a, start, row, step, n);
        }
    }

    private static void fewRows(
            float[][] sums, int from, int to, float[][] b, int k, float[] a, int start, int row, int step, int n) {
        int p = 0;
        if (FloatLoops.WIDE && to - from == ROWS) {
            for (; p + 3 < k; p += 4) {
                FloatLoops.fourByFour(sums, from, b, p, a, start + from * row + p * step, row, step, n);
            }
        }
        for (int r = from; r < to; r += 2) {
            int i0 = start + r * row + p * step;
            // A last row without a neighbour has itself beside it: the second sums are worth nothing and go nowhere.
            int i1 = r + 1 < to ? i0 + row : i0;
            two(sums[r], sums[r + 1], b, p, k, a, i0, i1, step, n);
        }
    }

    private static void two(
            float[] c0, float[] c1, float[][] b, int from, int k, float[] a, int i0, int i1, int step, int n) {
        int p = from;
        int at = 0;
        for (; p + 11 < k; p += 12, at += 12 * step) {
            FloatLoops.twoByTwelve(c0, c1, b, p, a, i0 + at, i1 + at, step, n);
        }
        for (; p < k; p++, at += step) {
            FloatLoops.twoByOne(c0, c1, b[p], a[i0 + at], a[i1 + at], n);
        }
    }
}
