package dev.nnkit.core.kernel;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.kernel.Product;
import dev.nnkit.api.kernel.Spares;
import dev.nnkit.api.kernel.Tiling;

/** Cuts products into parts for the threads of some kernels, chooses a path, and calculates them, of either type. */
final class ScalarProducts {
    private static final int FEWEST_COLUMNS = 5;
    private static final int FEWEST_ROWS_TRANSPOSED = 3;
    private static final int SMALL = 1024;
    private static final int FEWEST_COLUMNS_OF_A_TILE = 128;
    private static final int LINE = 16;

    private final Kernels threads;
    private final Spares<FloatPacked.Panel> floatPanels = new Spares<>(FloatPacked.Panel::new);
    private final Spares<DoublePacked.Panel> doublePanels = new Spares<>(DoublePacked.Panel::new);

    ScalarProducts(Kernels threads) {
        this.threads = threads;
    }

    /** Rows from {@code from} to {@code to - 1}, in the calling thread. */
    void rows(Product s, int from, int to, Tensor a, Tensor b, Tensor c) {
        if (isDirect(s, to - from)) {
            direct(s, a, b, c, from, to);
        } else {
            packed(s, from, to, a, b, c);
        }
    }

    /** On the threads of the kernels. */
    void run(Product s, Tensor a, Tensor b, Tensor c) {
        if (c.size() == 0) {
            return;
        }
        boolean split = threads.threads() > 1 && s.flops() >= WorkerPool.WORTH_SPLITTING;
        if (isDirect(s, s.m())) {
            int rows = s.count() * s.m();
            if (split) {
                threads.split(rows, s.flops() / rows, (from, to) -> direct(s, a, b, c, from, to));
            } else {
                direct(s, a, b, c, 0, rows);
            }
        } else {
            runPacked(s, a, b, c, split);
        }
    }

    private void runPacked(Product s, Tensor a, Tensor b, Tensor c, boolean split) {
        if (split) {
            Tiling tiling = Tiling.of(s, threads.threads(), FEWEST_COLUMNS_OF_A_TILE, LINE);
            threads.split(tiling.tiles(), s.flops() / tiling.tiles(), (from, to) -> packed(tiling, from, to, a, b, c));
        } else {
            packed(s, 0, s.count() * s.m(), a, b, c);
        }
    }

    /**
     * Whether to sum each element where it lies, without packing b: where packing takes longer than what it saves, by
     * measurement on JDK 17. Transposed b costs more to pack, so it takes more rows to be worth it.
     */
    private static boolean isDirect(Product s, int rows) {
        return s.n() < FEWEST_COLUMNS
                || (rows < FEWEST_ROWS_TRANSPOSED && s.bColumn() != 1)
                || (long) rows * s.k() * s.n() <= SMALL;
    }

    private static void direct(Product s, Tensor a, Tensor b, Tensor c, int from, int to) {
        if (c.type() == DataType.FLOAT32) {
            FloatDirect.run(s, a.floats(), b.floats(), c.floats(), from, to);
        } else {
            DoubleDirect.run(s, a.doubles(), b.doubles(), c.doubles(), from, to);
        }
    }

    /** Rows from {@code from} to {@code to - 1} of c, counted through all products. */
    private void packed(Product s, int from, int to, Tensor a, Tensor b, Tensor c) {
        if (c.type() == DataType.FLOAT32) {
            FloatPacked.Panel panel = floatPanels.take();
            for (int row = from; row < to; row = panel.tile.endOfRows(s)) {
                panel.tile.setRows(s, row, to);
                FloatPacked.run(s, a.floats(), b.floats(), c.floats(), panel);
            }
            floatPanels.giveBack(panel);
        } else {
            DoublePacked.Panel panel = doublePanels.take();
            for (int row = from; row < to; row = panel.tile.endOfRows(s)) {
                panel.tile.setRows(s, row, to);
                DoublePacked.run(s, a.doubles(), b.doubles(), c.doubles(), panel);
            }
            doublePanels.giveBack(panel);
        }
    }

    /** Tiles from {@code from} to {@code to - 1}. */
    private void packed(Tiling tiling, int from, int to, Tensor a, Tensor b, Tensor c) {
        Product s = tiling.product();
        if (c.type() == DataType.FLOAT32) {
            FloatPacked.Panel panel = floatPanels.take();
            for (int i = from; i < to; i++) {
                tiling.locate(i, panel.tile);
                FloatPacked.run(s, a.floats(), b.floats(), c.floats(), panel);
            }
            floatPanels.giveBack(panel);
        } else {
            DoublePacked.Panel panel = doublePanels.take();
            for (int i = from; i < to; i++) {
                tiling.locate(i, panel.tile);
                DoublePacked.run(s, a.doubles(), b.doubles(), c.doubles(), panel);
            }
            doublePanels.giveBack(panel);
        }
    }
}
