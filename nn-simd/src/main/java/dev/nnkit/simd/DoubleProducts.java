package dev.nnkit.simd;

import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.Tiling.Tile;

/**
 * Products in double. Large ones are cut into blocks that stay in the caches, and the blocks are copied ("packed") into the
 * order of reading; few rows take b as it lies (Goto and van de Geijn 2008, "Anatomy of high-performance matrix
 * multiplication", section 4).
 */
final class DoubleProducts {
    private static final int STEPS = 256;
    private static final int ROWS = 96;
    private static final int COLUMNS = 1024;
    /** From so many columns on, a is packed too: tiles of eight rows, which are faster, need it. */
    private static final int WORTH_PACKING_ROWS = DoubleTiles.EIGHT_ROWS ? 2 * DoubleTiles.COLUMNS : 128;

    private static final int LANES = DoubleTiles.LANES;
    private static final int EIGHT = 2 * DoubleTiles.ROWS;

    private DoubleProducts() {}

    /** What one thread needs: a block of b, one of a, a tile for the edges, and where it is. */
    static final class Buffers {
        private final double[] columns = new double[STEPS * (COLUMNS + DoubleTiles.COLUMNS)];
        private final double[] rows = new double[STEPS * ROWS];
        private final double[] edge = new double[DoubleTiles.ROWS * DoubleTiles.COLUMNS];
        private final Block block = new Block();
        final Tile tile = new Tile();
    }

    /** Some rows, without packing; the steps of b must lie as rows. Bits are those of {@link #packed}. */
    static void direct(Product s, int fromRow, int toRow, double[] a, double[] b, double[] c) {
        for (int row = fromRow; row < toRow; row++) {
            int index = row / s.m();
            int i = row - index * s.m();
            int aStart = s.aStart(index) + i * s.aRow();
            int bStart = s.bStart(index);
            int cStart = row * s.n();
            int n = s.n();
            int j = 0;
            if (i + DoubleTiles.ROWS <= s.m() && row + DoubleTiles.ROWS <= toRow) {
                for (; j + DoubleTiles.COLUMNS <= n; j += DoubleTiles.COLUMNS) {
                    DoubleTiles.fourByTwo(
                            a,
                            aStart,
                            aStart + s.aRow(),
                            aStart + 2 * s.aRow(),
                            aStart + 3 * s.aRow(),
                            s.aColumn(),
                            b,
                            bStart + j,
                            s.bRow(),
                            c,
                            cStart + j,
                            n,
                            s.k(),
                            s.add());
                }
                for (int r = 0; r < DoubleTiles.ROWS; r++) {
                    restOfRow(s, a, aStart + r * s.aRow(), b, bStart, c, cStart + r * n, j);
                }
                row += DoubleTiles.ROWS - 1;
            } else {
                restOfRow(s, a, aStart, b, bStart, c, cStart, j);
            }
        }
    }

    private static void restOfRow(
            Product s, double[] a, int aStart, double[] b, int bStart, double[] c, int cStart, int from) {
        int n = s.n();
        int j = from;
        for (; j + 4 * LANES <= n; j += 4 * LANES) {
            DoubleTiles.oneByFour(a, aStart, s.aColumn(), b, bStart + j, s.bRow(), c, cStart + j, s.k(), s.add());
        }
        for (; j + LANES <= n; j += LANES) {
            DoubleTiles.oneByOne(a, aStart, s.aColumn(), b, bStart + j, s.bRow(), c, cStart + j, s.k(), s.add());
        }
        for (; j < n; j++) {
            double sum = s.add() ? c[cStart + j] : 0;
            for (int p = 0; p < s.k(); p++) {
                sum = Math.fma(a[aStart + p * s.aColumn()], b[bStart + j + p * s.bRow()], sum);
            }
            c[cStart + j] = sum;
        }
    }

    /** The tile of the output that is set in {@code buffers}. There must be a step to sum. */
    static void packed(Product s, double[] a, double[] b, double[] c, Buffers buffers) {
        Tile tile = buffers.tile;
        int blocks = (s.k() + STEPS - 1) / STEPS;
        for (int j0 = tile.j0(); j0 < tile.j1(); j0 += COLUMNS) {
            int n = Math.min(COLUMNS, tile.j1() - j0);
            for (int block = 0; block < blocks; block++) {
                int p0 = (int) ((long) s.k() * block / blocks);
                int k = (int) ((long) s.k() * (block + 1) / blocks) - p0;
                pack(s, b, s.bStart(tile.index()) + p0 * s.bRow() + j0 * s.bColumn(), k, n, buffers.columns);
                Block part = buffers.block;
                part.set(s, tile, j0, n, p0, k, s.add() || block > 0);
                for (int i = tile.i0(); i < tile.i1(); i += ROWS) {
                    part.rows(i, Math.min(ROWS, tile.i1() - i), a, c, buffers);
                }
            }
        }
    }

    private static void pack(Product s, double[] b, int start, int k, int n, double[] panels) {
        int at = 0;
        for (int j = 0; j < n; j += DoubleTiles.COLUMNS) {
            int width = Math.min(DoubleTiles.COLUMNS, n - j);
            int padded = padded(width);
            DoublePacking.columns(b, start + j * s.bColumn(), s.bRow(), s.bColumn(), k, width, panels, at, padded);
            at += k * padded;
        }
    }

    private static int padded(int width) {
        return width <= LANES ? LANES : DoubleTiles.COLUMNS;
    }

    /** Columns j0 to j0 + n - 1 take the steps p0 to p0 + k - 1. Used again and again: a large product has dozens. */
    @SuppressWarnings("NullAway.Init") // set before each use
    private static final class Block {
        private Product s;
        private Tile tile;
        private int j0;
        private int n;
        private int p0;
        private int k;
        private boolean add;

        void set(Product s, Tile tile, int j0, int n, int p0, int k, boolean add) {
            this.s = s;
            this.tile = tile;
            this.j0 = j0;
            this.n = n;
            this.p0 = p0;
            this.k = k;
            this.add = add;
        }

        void rows(int i0, int count, double[] a, double[] c, Buffers buffers) {
            int start = s.aStart(tile.index()) + i0 * s.aRow() + p0 * s.aColumn();
            boolean pack = n >= WORTH_PACKING_ROWS;
            if (pack) {
                DoublePacking.rows(a, start, s.aRow(), s.aColumn(), k, count, buffers.rows);
            }
            int at = 0;
            for (int j = 0; j < n; j += DoubleTiles.COLUMNS) {
                int width = Math.min(DoubleTiles.COLUMNS, n - j);
                int i = 0;
                if (pack && DoubleTiles.EIGHT_ROWS && width == DoubleTiles.COLUMNS) {
                    for (; i + EIGHT <= count; i += EIGHT) {
                        DoubleTiles.eightByTwo(
                                buffers.rows,
                                i * k,
                                (i + DoubleTiles.ROWS) * k,
                                buffers.columns,
                                at,
                                c,
                                s.cStart(tile.index()) + (i0 + i) * s.n() + j0 + j,
                                s.n(),
                                k,
                                add);
                    }
                }
                for (; i < count; i += DoubleTiles.ROWS) {
                    int cStart = s.cStart(tile.index()) + (i0 + i) * s.n() + j0 + j;
                    int rows = Math.min(DoubleTiles.ROWS, count - i);
                    if (pack) {
                        int first = i * k;
                        tile(
                                buffers.rows,
                                first,
                                first + 1,
                                first + 2,
                                first + 3,
                                4,
                                at,
                                c,
                                cStart,
                                rows,
                                width,
                                buffers);
                    } else {
                        int a0 = start + i * s.aRow();
                        int a1 = start + Math.min(i + 1, count - 1) * s.aRow();
                        int a2 = start + Math.min(i + 2, count - 1) * s.aRow();
                        int a3 = start + Math.min(i + 3, count - 1) * s.aRow();
                        tile(a, a0, a1, a2, a3, s.aColumn(), at, c, cStart, rows, width, buffers);
                    }
                }
                at += k * padded(width);
            }
        }

        private void tile(
                double[] a,
                int a0,
                int a1,
                int a2,
                int a3,
                int aStep,
                int panel,
                double[] c,
                int cStart,
                int rows,
                int width,
                Buffers buffers) {
            int padded = padded(width);
            boolean whole = rows == DoubleTiles.ROWS && width == padded;
            double[] out = whole ? c : buffers.edge;
            int outStart = whole ? cStart : 0;
            int outStep = whole ? s.n() : padded;
            if (!whole && add) {
                copy(c, cStart, s.n(), out, 0, padded, rows, width);
            }
            if (padded == DoubleTiles.COLUMNS) {
                DoubleTiles.fourByTwo(
                        a, a0, a1, a2, a3, aStep, buffers.columns, panel, padded, out, outStart, outStep, k, add);
            } else {
                DoubleTiles.fourByOne(
                        a, a0, a1, a2, a3, aStep, buffers.columns, panel, padded, out, outStart, outStep, k, add);
            }
            if (!whole) {
                copy(out, 0, padded, c, cStart, s.n(), rows, width);
            }
        }

        private static void copy(
                double[] from, int start, int step, double[] to, int at, int toStep, int rows, int width) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, start + r * step, to, at + r * toStep, width);
            }
        }
    }
}
