package dev.nnkit.core.kernel;

/**
 * How the output of {@link Product}s is cut into tiles for several threads. Every tile packs the rows of b that it needs
 * for itself, so that no thread waits for another; hence columns are cut first, where nothing is packed twice.
 */
record Tiling(Product product, int rowParts, int columnParts) {
    /** A part of the output of one product: rows from i0 to i1 - 1, columns from j0 to j1 - 1. */
    record Tile(int index, int i0, int i1, int j0, int j1) {}

    private static final int TILES_PER_THREAD = 2;
    private static final int FEWEST_COLUMNS = 128;
    private static final int FEWEST_ROWS = 16;
    /** Columns are cut at multiples of this, a line of the cache, so that threads seldom write to the same line. */
    private static final int LINE = 16;

    static Tiling whole(Product product) {
        return new Tiling(product, 1, 1);
    }

    static Tiling of(Product product, int threads) {
        int wanted = threads * TILES_PER_THREAD;
        int columnParts = parts(wanted, product.count(), product.n() / FEWEST_COLUMNS);
        int rowParts = parts(wanted, product.count() * columnParts, product.m() / FEWEST_ROWS);
        return new Tiling(product, rowParts, columnParts);
    }

    private static int parts(int wanted, int have, int most) {
        return Math.max(1, Math.min((wanted + have - 1) / have, most));
    }

    int tiles() {
        return product.count() * rowParts * columnParts;
    }

    Tile tile(int number) {
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
        return part == columnParts ? edge : edge / LINE * LINE;
    }
}
