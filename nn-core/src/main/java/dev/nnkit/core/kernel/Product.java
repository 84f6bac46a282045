package dev.nnkit.core.kernel;

/**
 * What one call multiplies: {@code count} products {@code c = a b}, of sizes [m, k] and [k, n], one behind the other in
 * memory. The element a(i, p) of the first lies at {@code i * aRow + p * aColumn}, b(p, j) at {@code p * bRow + j *
 * bColumn} and c(i, j) at {@code i * n + j}; so the transposed forms differ in these steps only.
 *
 * @param add whether the products are added to what stands in c
 */
record Product(int count, int m, int k, int n, int aRow, int aColumn, int bRow, int bColumn, boolean add) {
    private static final int FEWEST_COLUMNS = 5;
    private static final int FEWEST_ROWS_TRANSPOSED = 3;
    private static final int SMALL = 1024;

    /**
     * Whether to sum each element where it lies, without packing b: where packing takes longer than what it saves, by
     * measurement on JDK 17. Transposed b costs more to pack, so it takes more rows to be worth it.
     */
    boolean isDirect() {
        return n < FEWEST_COLUMNS || (m < FEWEST_ROWS_TRANSPOSED && bColumn != 1) || (long) m * k * n <= SMALL;
    }

    boolean fits(int aSize, int bSize, int cSize) {
        return aSize == aStart(count) && bSize == bStart(count) && cSize == cStart(count);
    }

    double flops() {
        return 2.0 * count * m * k * n;
    }

    int aStart(int index) {
        return index * m * k;
    }

    int bStart(int index) {
        return index * k * n;
    }

    int cStart(int index) {
        return index * m * n;
    }
}
