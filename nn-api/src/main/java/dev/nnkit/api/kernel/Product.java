package dev.nnkit.api.kernel;

import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;

/**
 * What one call multiplies: {@code count} products {@code c = a b}, of sizes [m, k] and [k, n], one behind the other in
 * memory. The element a(i, p) of the first lies at {@code i * aRow + p * aColumn}, b(p, j) at {@code p * bRow + j *
 * bColumn} and c(i, j) at {@code i * n + j}; so the transposed forms differ in these steps only.
 *
 * @param add whether the products are added to what stands in c
 */
public record Product(int count, int m, int k, int n, int aRow, int aColumn, int bRow, int bColumn, boolean add) {
    /** As {@link dev.nnkit.api.Kernels#multiply}. */
    public static Product plain(Tensor a, Tensor b, Tensor c, Write write) {
        int k = a.shape().last();
        int n = c.shape().last();
        int count = b.shape().rank() == 3 ? b.batch() : 1;
        return new Product(count, rowsOfOne(c, count), k, n, k, 1, n, 1, write == Write.ADD).checked(a, b, c);
    }

    /** As {@link dev.nnkit.api.Kernels#multiplyTransposedB}. */
    public static Product transposedB(Tensor a, Tensor b, Tensor c, Write write) {
        int k = a.shape().last();
        int n = c.shape().last();
        int count = b.shape().rank() == 3 ? b.batch() : 1;
        return new Product(count, rowsOfOne(c, count), k, n, k, 1, 1, k, write == Write.ADD).checked(a, b, c);
    }

    /** As {@link dev.nnkit.api.Kernels#multiplyTransposedA}. */
    public static Product transposedA(Tensor a, Tensor b, Tensor c, Write write) {
        int m = a.shape().last();
        int n = b.shape().last();
        int count = c.shape().rank() == 3 ? c.batch() : 1;
        return new Product(count, m, rowsOfOne(a, count), n, 1, m, n, 1, write == Write.ADD).checked(a, b, c);
    }

    private static int rowsOfOne(Tensor tensor, int count) {
        return count == 0 ? 0 : tensor.rows() / count;
    }

    private Product checked(Tensor a, Tensor b, Tensor c) {
        assert c.size() == 0 || (a.size() == aStart(count) && b.size() == bStart(count) && c.size() == cStart(count))
                : a.shape() + " " + b.shape() + " " + c.shape();
        return this;
    }

    /** Floating-point operations: two for each step of each sum. */
    public double flops() {
        return 2.0 * count * m * k * n;
    }

    /** Where a of the product of this number begins. */
    public int aStart(int index) {
        return index * m * k;
    }

    /** Where b of the product of this number begins. */
    public int bStart(int index) {
        return index * k * n;
    }

    /** Where c of the product of this number begins. */
    public int cStart(int index) {
        return index * m * n;
    }
}
