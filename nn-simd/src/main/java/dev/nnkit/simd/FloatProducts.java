package dev.nnkit.simd;

import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.Tiling.Tile;

/**
 * Products in float. Large ones are cut into blocks that stay in the caches, and the blocks are copied ("packed") into the
 * order of reading; few rows take b as it lies (Goto and van de Geijn 2008, "Anatomy of high-performance matrix
 * multiplication", section 4).
 */
final class FloatProducts {
    private static final int STEPS = 256;
    private static final int ROWS = 96;
    private static final int COLUMNS = 1024;
    /** From so many columns on, a is packed too: tiles of eight rows, which are faster, need it. */
    private static final int WORTH_PACKING_ROWS = FloatTiles.EIGHT_ROWS ? 2 * FloatTiles.COLUMNS : 128;

    private static final int LANES = FloatTiles.LANES;
    private static final int EIGHT = 2 * FloatTiles.ROWS;

    private FloatProducts() {}

    /** What one thread needs: a block of b, one of a, a tile for the edges, and where it is. */
    static final class Buffers {
        private final float[] columns = new float[STEPS * (COLUMNS + FloatTiles.COLUMNS)];
        private final float[] rows = new float[STEPS * ROWS];
        private final float[] edge = new float[FloatTiles.ROWS * FloatTiles.COLUMNS];
        private final Block block = new Block();
        final Tile tile = new Tile();
    }

    /** Some rows, without packing; the steps of b must lie as rows. Bits are those of {@link #packed}. */
    static void direct(Product s, int fromRow, int toRow, float[] a, float[] b, float[] c) {
        for (int row = fromRow; row < toRow; row++) {
            int index = row / s.m();
            int i = row - index * s.m();
            int aStart = s.aStart(index) + i * s.aRow();
            int bStart = s.bStart(index);
            int cStart = row * s.n();
            int n = s.n();
            int j = 0;
            if (i + FloatTiles.ROWS <= s.m() && row + FloatTiles.ROWS <= toRow) {
                for (; j + FloatTiles.COLUMNS <= n; j += FloatTiles.COLUMNS) {
                    FloatTiles.fourByTwo(
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
                for (int r = 0; r < FloatTiles.ROWS; r++) {
                    restOfRow(s, a, aStart + r * s.aRow(), b, bStart, c, cStart + r * n, j);
                }
                row += FloatTiles.ROWS - 1;
            } else {
                restOfRow(s, a, aStart, b, bStart, c, cStart, j);
            }
        }
    }

    private static void restOfRow(
            Product s, float[] a, int aStart, float[] b, int bStart, float[] c, int cStart, int from) {
        int n = s.n();
        int j = from;
        for (; j + 4 * LANES <= n; j += 4 * LANES) {
            FloatTiles.oneByFour(a, aStart, s.aColumn(), b, bStart + j, s.bRow(), c, cStart + j, s.k(), s.add());
        }
        for (; j + LANES <= n; j += LANES) {
            FloatTiles.oneByOne(a, aStart, s.aColumn(), b, bStart + j, s.bRow(), c, cStart + j, s.k(), s.add());
        }
        for (; j < n; j++) {
            float sum = s.add() ? c[cStart + j] : 0;
            for (int p = 0; p < s.k(); p++) {
                sum = Math.fma(a[aStart + p * s.aColumn()], b[bStart + j + p * s.bRow()], sum);
            }
            c[cStart + j] = sum;
        }
    }

    /** The tile of the output that is set in {@code buffers}. There must be a step to sum. */
    static void packed(Product s, float[] a, float[] b, float[] c, Buffers buffers) {
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

    private static void pack(Product s, float[] b, int start, int k, int n, float[] panels) {
        int at = 0;
        for (int j = 0; j < n; j += FloatTiles.COLUMNS) {
            int width = Math.min(FloatTiles.COLUMNS, n - j);
            int padded = padded(width);
            FloatPacking.columns(b, start + j * s.bColumn(), s.bRow(), s.bColumn(), k, width, panels, at, padded);
            at += k * padded;
        }
    }

    private static int padded(int width) {
        return width <= LANES ? LANES : FloatTiles.COLUMNS;
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

        void rows(int i0, int count, float[] a, float[] c, Buffers buffers) {
            int start = s.aStart(tile.index()) + i0 * s.aRow() + p0 * s.aColumn();
            boolean pack = n >= WORTH_PACKING_ROWS;
            if (pack) {
                FloatPacking.rows(a, start, s.aRow(), s.aColumn(), k, count, buffers.rows);
            }
            int at = 0;
            for (int j = 0; j < n; j += FloatTiles.COLUMNS) {
                int width = Math.min(FloatTiles.COLUMNS, n - j);
                int i = 0;
                if (pack && FloatTiles.EIGHT_ROWS && width == FloatTiles.COLUMNS) {
                    for (; i + EIGHT <= count; i += EIGHT) {
                        FloatTiles.eightByTwo(
                                buffers.rows,
                                i * k,
                                (i + FloatTiles.ROWS) * k,
                                buffers.columns,
                                at,
                                c,
                                s.cStart(tile.index()) + (i0 + i) * s.n() + j0 + j,
                                s.n(),
                                k,
                                add);
                    }
                }
                for (; i < count; i += FloatTiles.ROWS) {
                    int cStart = s.cStart(tile.index()) + (i0 + i) * s.n() + j0 + j;
                    int rows = Math.min(FloatTiles.ROWS, count - i);
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
                float[] a,
                int a0,
                int a1,
                int a2,
                int a3,
                int aStep,
                int panel,
                float[] c,
                int cStart,
                int rows,
                int width,
                Buffers buffers) {
            int padded = padded(width);
            boolean whole = rows == FloatTiles.ROWS && width == padded;
            float[] out = whole ? c : buffers.edge;
            int outStart = whole ? cStart : 0;
            int outStep = whole ? s.n() : padded;
            if (!whole && add) {
                copy(c, cStart, s.n(), out, 0, padded, rows, width);
            }
            if (padded == FloatTiles.COLUMNS) {
                FloatTiles.fourByTwo(
                        a, a0, a1, a2, a3, aStep, buffers.columns, panel, padded, out, outStart, outStep, k, add);
            } else {
                FloatTiles.fourByOne(
                        a, a0, a1, a2, a3, aStep, buffers.columns, panel, padded, out, outStart, outStep, k, add);
            }
            if (!whole) {
                copy(out, 0, padded, c, cStart, s.n(), rows, width);
            }
        }

        private static void copy(
                float[] from, int start, int step, float[] to, int at, int toStep, int rows, int width) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, start + r * step, to, at + r * toStep, width);
            }
        }
    }
}
