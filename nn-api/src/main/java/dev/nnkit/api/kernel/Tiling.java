package dev.nnkit.api.kernel;

/**
 * How the output of {@link Product}s is cut into tiles for several threads. Every tile packs the rows of b that it needs
 * for itself, so that no thread waits for another; hence columns are cut first, where nothing is packed twice, unless there
 * are far fewer of them than rows.
 *
 * @param columnUnit columns are cut at multiples of this
 */
public record Tiling(Product product, int rowParts, int columnParts, int columnUnit) {
    /**
     * A part of the output of one product: rows from i0 to i1 - 1, columns from j0 to j1 - 1. It lies beside the buffers of
     * a thread and is set again for each part, since a step has dozens of them. Not thread-safe.
     */
    public static final class Tile {
        private int index;
        private int i0;
        private int i1;
        private int j0;
        private int j1;

        /** No part, until it is set. */
        public Tile() {}

        /** Makes it another part. */
        public void set(int ofProduct, int fromRow, int toRow, int fromColumn, int toColumn) {
            index = ofProduct;
            i0 = fromRow;
            i1 = toRow;
            j0 = fromColumn;
            j1 = toColumn;
        }

        /** Makes it the rows of one product from {@code from} on, up to {@code to}, both counted through all products. */
        public void setRows(Product product, int from, int to) {
            int first = from / product.m() * product.m();
            set(from / product.m(), from - first, Math.min(to - first, product.m()), 0, product.n());
        }

        /** The row after its last one, counted through all products. */
        public int endOfRows(Product product) {
            return index * product.m() + i1;
        }

        public int index() {
            return index;
        }

        public int i0() {
            return i0;
        }

        public int i1() {
            return i1;
        }

        public int j0() {
            return j0;
        }

        public int j1() {
            return j1;
        }
    }

    private static final int TILES_PER_THREAD = 2;
    private static final int FEWEST_ROWS = 16;
    /** So many times as many rows as columns: packing b again takes less than reading a again. */
    private static final int TALL = 2;

    /**
     * Two tiles a thread, where the product is large enough.
     *
     * @param fewestColumns how wide a tile should be at least
     * @param columnUnit columns are cut at multiples of this; a line of the cache (16 floats) or more, so that threads
     *     seldom write to the same line
     */
    public static Tiling of(Product product, int threads, int fewestColumns, int columnUnit) {
        int wanted = threads * TILES_PER_THREAD;
        int mostColumns = product.n() / fewestColumns;
        int mostRows = product.m() / FEWEST_ROWS;
        if (product.m() >= TALL * product.n()) {
            int rowParts = parts(wanted, product.count(), mostRows);
            return new Tiling(product, rowParts, parts(wanted, product.count() * rowParts, mostColumns), columnUnit);
        }
        int columnParts = parts(wanted, product.count(), mostColumns);
        return new Tiling(product, parts(wanted, product.count() * columnParts, mostRows), columnParts, columnUnit);
    }

    private static int parts(int wanted, int have, int most) {
        return Math.max(1, Math.min((wanted + have - 1) / have, most));
    }

    /** How many there are. */
    public int tiles() {
        return product.count() * rowParts * columnParts;
    }

    /**
     * Makes {@code tile} one of them.
     *
     * @param number from 0 to {@link #tiles} - 1
     */
    public void locate(int number, Tile tile) {
        int column = number % columnParts;
        int row = number / columnParts % rowParts;
        tile.set(
                number / columnParts / rowParts,
                (int) ((long) product.m() * row / rowParts),
                (int) ((long) product.m() * (row + 1) / rowParts),
                columnEdge(column),
                columnEdge(column + 1));
    }

    private int columnEdge(int part) {
        int edge = (int) ((long) product.n() * part / columnParts);
        return part == columnParts ? edge : edge / columnUnit * columnUnit;
    }
}
