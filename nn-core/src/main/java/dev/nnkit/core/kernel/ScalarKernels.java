package dev.nnkit.core.kernel;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.DoublePooling;
import dev.nnkit.api.kernel.FloatPooling;
import dev.nnkit.api.kernel.PolynomialFunctions;
import dev.nnkit.api.kernel.Product;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that need nothing but Java: loops that HotSpot's second compiler turns into vector instructions where that
 * pays, and short ones where it does not.
 *
 * <p>An element of a product is {@code fma(a(k-1), b(k-1), ... fma(a(0), b(0), start))}, with start 0 or, for
 * {@link Write#ADD}, what stood there: one chain in the order of k, whatever the tile, the path, the batch and the
 * thread. So a row has the bits that it would have alone.
 */
final class ScalarKernels implements Kernels {
    static final String NAME = "scalar";

    /** What an element costs in floating-point operations of a product that take as long: memory is what they wait for. */
    private static final int COST = 4;

    private static final int COST_IN_ROWS = 12;

    private static final double COST_OF_POOLING = 4;

    private final int threads;
    private final ScalarConvolutions convolutions = new ScalarConvolutions(this);
    private final ScalarProducts products = new ScalarProducts(this);

    /** @param threads 1 or more */
    ScalarKernels(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void split(int length, double costPerItem, Range body) {
        WorkerPool.SHARED.run(threads, length, costPerItem, body);
    }

    @Override
    public boolean isWorthSplitting(int length, double costPerItem) {
        return WorkerPool.isWorthSplitting(threads, length, costPerItem);
    }

    @Override
    public ElementaryFunctions functions() {
        return PolynomialFunctions.INSTANCE;
    }

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c, Write write) {
        products.run(Product.plain(a, b, c, write), a, b, c);
    }

    @Override
    public Range multiplyRows(Tensor a, Tensor b, Tensor c, Write write) {
        Product s = Product.plain(a, b, c, write);
        return (from, to) -> products.rows(s, from, to, a, b, c);
    }

    @Override
    public void multiplyTransposedB(Tensor a, Tensor b, Tensor c, Write write) {
        products.run(Product.transposedB(a, b, c, write), a, b, c);
    }

    @Override
    public void multiplyTransposedA(Tensor a, Tensor b, Tensor c, Write write) {
        products.run(Product.transposedA(a, b, c, write), a, b, c);
    }

    @Override
    public void addRow(Tensor row, Tensor y) {
        int n = row.size();
        assert y.size() % Math.max(1, n) == 0 : row.shape() + " " + y.shape();
        double cost = (double) COST_IN_ROWS * n;
        if (isWorthSplitting(y.rows(), cost)) {
            split(y.rows(), cost, (from, to) -> addRow(row, y, n, from, to));
        } else {
            addRow(row, y, n, 0, y.rows());
        }
    }

    private static void addRow(Tensor row, Tensor y, int n, int from, int to) {
        if (y.type() == DataType.FLOAT32) {
            FloatRows.addRow(row.floats(), y.floats(), n, from, to);
        } else {
            DoubleRows.addRow(row.doubles(), y.doubles(), n, from, to);
        }
    }

    @Override
    public void sumRows(Tensor x, Tensor row, Write write) {
        int n = row.size();
        int rows = n == 0 ? 0 : x.size() / n;
        boolean add = write == Write.ADD;
        assert x.size() == rows * n : x.shape() + " " + row.shape();
        double cost = (double) COST_IN_ROWS * rows;
        if (isWorthSplitting(n, cost)) {
            split(n, cost, (from, to) -> sumRows(x, rows, n, row, from, to, add));
        } else {
            sumRows(x, rows, n, row, 0, n, add);
        }
    }

    private static void sumRows(Tensor x, int rows, int n, Tensor row, int from, int to, boolean add) {
        if (x.type() == DataType.FLOAT32) {
            FloatRows.sumRows(x.floats(), rows, n, row.floats(), from, to, add);
        } else {
            DoubleRows.sumRows(x.doubles(), rows, n, row.doubles(), from, to, add);
        }
    }

    @Override
    public void addScaled(double factor, Tensor x, Tensor y) {
        assert x.size() == y.size() : x.shape() + " " + y.shape();
        split(y.size(), COST, (from, to) -> {
            if (y.type() == DataType.FLOAT32) {
                FloatRows.addScaled((float) factor, x.floats(), y.floats(), from, to);
            } else {
                DoubleRows.addScaled(factor, x.doubles(), y.doubles(), from, to);
            }
        });
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor out) {
        assert a.size() == out.size() && b.size() == out.size() : a.shape() + " " + b.shape() + " " + out.shape();
        split(out.size(), COST, (from, to) -> {
            if (out.type() == DataType.FLOAT32) {
                FloatRows.add(a.floats(), b.floats(), out.floats(), from, to);
            } else {
                DoubleRows.add(a.doubles(), b.doubles(), out.doubles(), from, to);
            }
        });
    }

    @Override
    public void multiplyElements(Tensor a, Tensor b, Tensor out) {
        assert a.size() == out.size() && b.size() == out.size() : a.shape() + " " + b.shape() + " " + out.shape();
        split(out.size(), COST, (from, to) -> {
            if (out.type() == DataType.FLOAT32) {
                FloatRows.multiply(a.floats(), b.floats(), out.floats(), from, to);
            } else {
                DoubleRows.multiply(a.doubles(), b.doubles(), out.doubles(), from, to);
            }
        });
    }

    @Override
    public void scale(double factor, Tensor x) {
        split(x.size(), COST, (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                FloatRows.scale((float) factor, x.floats(), from, to);
            } else {
                DoubleRows.scale(factor, x.doubles(), from, to);
            }
        });
    }

    @Override
    public double sumOfSquares(Tensor x) {
        return x.type() == DataType.FLOAT32
                ? FloatRows.sumOfSquares(x.floats(), x.size())
                : DoubleRows.sumOfSquares(x.doubles(), x.size());
    }

    @Override
    public void convolve(Windows windows, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        convolutions.forward(windows, x, weight, bias, y);
    }

    @Override
    public void convolveInputGradient(Windows windows, Tensor dy, Tensor weight, Tensor dx) {
        convolutions.inputGradient(windows, dy, weight, dx);
    }

    @Override
    public void convolveWeightGradient(Windows windows, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        convolutions.weightGradient(windows, x, dy, dWeight, write);
    }

    @Override
    public void maxPool(Windows windows, Tensor x, Tensor y) {
        split(y.rows(), COST_OF_POOLING * windows.length(), (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                FloatPooling.largest(windows, x.floats(), y.floats(), from, to);
            } else {
                DoublePooling.largest(windows, x.doubles(), y.doubles(), from, to);
            }
        });
    }

    /** Threads take images, in which windows may overlap. */
    @Override
    public void maxPoolGradient(Windows windows, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        int count = windows.count();
        dx.fill(0);
        split(x.batch(), COST_OF_POOLING * count * windows.length(), (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                FloatPooling.spread(
                        windows, x.floats(), y.floats(), dy.floats(), dx.floats(), from * count, to * count);
            } else {
                DoublePooling.spread(
                        windows, x.doubles(), y.doubles(), dy.doubles(), dx.doubles(), from * count, to * count);
            }
        });
    }
}
