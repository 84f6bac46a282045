package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.Spares;
import dev.nnkit.api.kernel.Tiling;
import dev.nnkit.simd.WarmUp.Work;

/** Says which products pay on vectors, and calculates them, of either type. */
final class SimdProducts {
    /** A product with fewer multiplications is over before vectors pay. */
    private static final int SMALL = 1024;

    /** Below so many rows it costs more to pack b than to read it as it lies. */
    private static final int FEW_ROWS = 16;
    /** For fewer columns than lanes, b is packed with columns of zeros, which takes some rows to pay. */
    private static final int FEWEST_ROWS_OF_NARROW = 8;

    private static final int FEWEST_ROWS_TRANSPOSED = 3;
    private static final double WORTH_SPLITTING = 1e6;
    /** A b of so few elements stays in the near caches as it lies, and columns that fill vectors need no padding. */
    private static final int HANDY = 1 << 14;

    private final Spares<FloatProducts.Buffers> floatBuffers = new Spares<>(FloatProducts.Buffers::new);
    private final Spares<DoubleProducts.Buffers> doubleBuffers = new Spares<>(DoubleProducts.Buffers::new);

    private static int lanes(DataType type) {
        return type == DataType.FLOAT32 ? FloatTiles.LANES : DoubleTiles.LANES;
    }

    /** Whether it is over before vectors pay, told from the tensors: a small step notices each object that is made. */
    static boolean isSmall(Tensor a, Tensor c) {
        return (long) a.size() * c.shape().last() <= SMALL;
    }

    static boolean pays(Product s, DataType type) {
        return pays(s, s.m(), type);
    }

    /** Whether so many rows of it do. */
    static boolean pays(Product s, int rows, DataType type) {
        return (long) rows * s.k() * s.n() > SMALL
                && (s.n() >= lanes(type) || rows >= FEWEST_ROWS_OF_NARROW)
                && (s.bColumn() == 1 || rows >= FEWEST_ROWS_TRANSPOSED);
    }

    /** What must be fast for {@link #run}. */
    static Work needs(Product s, DataType type) {
        return isDirect(s, type) ? Work.FEW_ROWS : Work.PRODUCTS;
    }

    /** What must be fast for so many {@link #rows}. */
    static Work needs(Product s, int rows, DataType type) {
        return areDirect(s, rows, type) ? Work.FEW_ROWS : Work.PRODUCTS;
    }

    private static boolean areDirect(Product s, int rows, DataType type) {
        boolean handy = s.k() * s.n() <= HANDY && s.n() % lanes(type) == 0;
        return s.n() >= lanes(type) && (handy || rows < FEW_ROWS);
    }

    /** Rows from {@code from} to {@code to - 1} of one product, in the calling thread. */
    void rows(Product s, int from, int to, Tensor a, Tensor b, Tensor c) {
        if (areDirect(s, to - from, c.type())) {
            direct(s, from, to, a, b, c);
        } else {
            packed(s, from, to, a, b, c);
        }
    }

    /** In the calling thread. */
    void run(Product s, Tensor a, Tensor b, Tensor c) {
        if (isDirect(s, c.type())) {
            direct(s, 0, s.count() * s.m(), a, b, c);
        } else {
            packed(s, 0, s.count() * s.m(), a, b, c);
        }
    }

    /** On the threads of some kernels. */
    void run(Product s, Tensor a, Tensor b, Tensor c, Kernels threads) {
        if (threads.threads() == 1 || s.flops() < WORTH_SPLITTING) {
            run(s, a, b, c);
        } else if (isDirect(s, c.type())) {
            int rows = s.count() * s.m();
            threads.split(rows, s.flops() / rows, (from, to) -> direct(s, from, to, a, b, c));
        } else {
            int unit = 2 * lanes(c.type());
            Tiling tiling = Tiling.of(s, threads.threads(), unit, unit);
            threads.split(tiling.tiles(), s.flops() / tiling.tiles(), (from, to) -> packed(tiling, from, to, a, b, c));
        }
    }

    private static boolean isDirect(Product s, DataType type) {
        return s.bColumn() == 1 && s.n() >= lanes(type) && s.m() < FEW_ROWS;
    }

    private static void direct(Product s, int from, int to, Tensor a, Tensor b, Tensor c) {
        if (c.type() == DataType.FLOAT32) {
            FloatProducts.direct(s, from, to, a.floats(), b.floats(), c.floats());
        } else {
            DoubleProducts.direct(s, from, to, a.doubles(), b.doubles(), c.doubles());
        }
    }

    /** Rows from {@code from} to {@code to - 1} of c, counted through all products. */
    private void packed(Product s, int from, int to, Tensor a, Tensor b, Tensor c) {
        if (c.type() == DataType.FLOAT32) {
            FloatProducts.Buffers buffers = floatBuffers.take();
            for (int row = from; row < to; row = buffers.tile.endOfRows(s)) {
                buffers.tile.setRows(s, row, to);
                FloatProducts.packed(s, a.floats(), b.floats(), c.floats(), buffers);
            }
            floatBuffers.giveBack(buffers);
        } else {
            DoubleProducts.Buffers buffers = doubleBuffers.take();
            for (int row = from; row < to; row = buffers.tile.endOfRows(s)) {
                buffers.tile.setRows(s, row, to);
                DoubleProducts.packed(s, a.doubles(), b.doubles(), c.doubles(), buffers);
            }
            doubleBuffers.giveBack(buffers);
        }
    }

    /** Tiles from {@code from} to {@code to - 1}. */
    private void packed(Tiling tiling, int from, int to, Tensor a, Tensor b, Tensor c) {
        Product s = tiling.product();
        if (c.type() == DataType.FLOAT32) {
            FloatProducts.Buffers buffers = floatBuffers.take();
            for (int i = from; i < to; i++) {
                tiling.locate(i, buffers.tile);
                FloatProducts.packed(s, a.floats(), b.floats(), c.floats(), buffers);
            }
            floatBuffers.giveBack(buffers);
        } else {
            DoubleProducts.Buffers buffers = doubleBuffers.take();
            for (int i = from; i < to; i++) {
                tiling.locate(i, buffers.tile);
                DoubleProducts.packed(s, a.doubles(), b.doubles(), c.doubles(), buffers);
            }
            doubleBuffers.giveBack(buffers);
        }
    }
}
