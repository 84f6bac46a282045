package dev.nnkit.core.kernel;

/**
 * What one call multiplies: {@code count} products {@code c = a b}, of sizes [m, k] and [k, n], one behind the other in
 * memory. The element a(i, p) of the first lies at {@code i * aRow + p * aColumn}, b(p, j) at {@code p * bRow + j *
 * bColumn} and c(i, j) at {@code i * n + j}; so the transposed forms differ in these steps only.
 *
 * @param add whether the products are added to what stands in c
 */
record Product(int count, int m, int k, int n, int aRow, int aColumn, int bRow, int bColumn, boolean add) {
    double flops() {
        return count * flopsOfOne();
    }

    double flopsOfOne() {
        return 2.0 * m * k * n;
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
