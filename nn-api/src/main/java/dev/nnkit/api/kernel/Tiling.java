package dev.nnkit.api.kernel;

/**
 * How the output of {@link Product}s is cut into tiles for several threads. Every tile packs the rows of b that it needs
 * for itself, so that no thread waits for another; hence columns are cut first, where nothing is packed twice, unless there
 * are far fewer of them than rows.
 *
 * @param columnUnit columns are cut at multiples of this
 */
public record Tiling(Product product, int rowParts, int columnParts, int columnUnit) {
    /** A part of the output of one product: rows from i0 to i1 - 1, columns from j0 to j1 - 1. */
    public record Tile(int index, int i0, int i1, int j0, int j1) {}

    private static final int TILES_PER_THREAD = 2;
    private static final int FEWEST_ROWS = 16;
    /** So many times as many rows as columns: packing b again takes less than reading a again. */
    private static final int TALL = 2;

    /** One tile a product, for one thread. */
    public static Tiling whole(Product product) {
        return new Tiling(product, 1, 1, 1);
    }

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

    /** @param number from 0 to {@link #tiles} - 1 */
    public Tile tile(int number) {
        int column = number % columnParts;
        int row = number / columnParts % rowParts;
        return new Tile(
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
