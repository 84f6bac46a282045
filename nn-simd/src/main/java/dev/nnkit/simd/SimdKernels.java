package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.Product;
import dev.nnkit.simd.WarmUp.Readiness;
import dev.nnkit.simd.WarmUp.Work;
import org.jspecify.annotations.Nullable;

/**
 * Products and elementary functions on the Vector API; everything else, small products included, is left to the scalar
 * kernels. Each element is calculated by the same operations in the same order as there, so the bits are the same.
 */
final class SimdKernels implements Kernels {
    private final Kernels plain;
    private final Readiness readiness;
    private final SimdProducts products = new SimdProducts();
    private final SimdConvolutions convolutions = new SimdConvolutions();
    private final ElementaryFunctions functions;

    SimdKernels(Kernels plain) {
        this(plain, (work, type, operations) -> WarmUp.of(work, type).isDone(operations));
    }

    /** @param readiness until it says so, the scalar kernels do the work */
    SimdKernels(Kernels plain, Readiness readiness) {
        this.plain = plain;
        this.readiness = readiness;
        this.functions = new SimdFunctions(plain.functions(), readiness);
    }

    static int bits() {
        return FloatTiles.SPECIES.vectorBitSize();
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String arithmetic() {
        return plain.arithmetic();
    }

    @Override
    public int threads() {
        return plain.threads();
    }

    @Override
    public void split(int length, double costPerItem, Range body) {
        plain.split(length, costPerItem, body);
    }

    @Override
    public boolean isWorthSplitting(int length, double costPerItem) {
        return plain.isWorthSplitting(length, costPerItem);
    }

    @Override
    public ElementaryFunctions functions() {
        return functions;
    }

    /** Answers whether it did. */
    private boolean runIfFast(Product s, Tensor a, Tensor b, Tensor c) {
        DataType type = c.type();
        boolean fast = SimdProducts.pays(s, type) && readiness.isReady(SimdProducts.needs(s, type), type, s.flops());
        if (fast) {
            products.run(s, a, b, c, plain);
        }
        return fast;
    }

    @Override
    public void multiply(Tensor a, Tensor b, Tensor c, Write write) {
        if (SimdProducts.isSmall(a, c) || !runIfFast(Product.plain(a, b, c, write), a, b, c)) {
            plain.multiply(a, b, c, write);
        }
    }

    @Override
    public Range multiplyRows(Tensor a, Tensor b, Tensor c, Write write) {
        Product s = Product.plain(a, b, c, write);
        Range slow = plain.multiplyRows(a, b, c, write);
        return (from, to) -> {
            if (SimdProducts.pays(s, to - from, c.type())
                    && readiness.isReady(
                            SimdProducts.needs(s, to - from, c.type()), c.type(), s.flops() / s.m() * (to - from))) {
                products.rows(s, from, to, a, b, c);
            } else {
                slow.run(from, to);
            }
        };
    }

    @Override
    public void multiplyTransposedB(Tensor a, Tensor b, Tensor c, Write write) {
        if (SimdProducts.isSmall(a, c) || !runIfFast(Product.transposedB(a, b, c, write), a, b, c)) {
            plain.multiplyTransposedB(a, b, c, write);
        }
    }

    @Override
    public void multiplyTransposedA(Tensor a, Tensor b, Tensor c, Write write) {
        if (SimdProducts.isSmall(a, c) || !runIfFast(Product.transposedA(a, b, c, write), a, b, c)) {
            plain.multiplyTransposedA(a, b, c, write);
        }
    }

    @Override
    public void addRow(Tensor row, Tensor y) {
        plain.addRow(row, y);
    }

    @Override
    public void sumRows(Tensor x, Tensor row, Write write) {
        plain.sumRows(x, row, write);
    }

    @Override
    public void addScaled(double factor, Tensor x, Tensor y) {
        plain.addScaled(factor, x, y);
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor out) {
        plain.add(a, b, out);
    }

    @Override
    public void multiplyElements(Tensor a, Tensor b, Tensor out) {
        plain.multiplyElements(a, b, out);
    }

    @Override
    public void scale(double factor, Tensor x) {
        plain.scale(factor, x);
    }

    @Override
    public double sumOfSquares(Tensor x) {
        return plain.sumOfSquares(x);
    }

    /** @param y the output or its gradient */
    private boolean isReady(Windows windows, Tensor y) {
        return SimdConvolutions.pays(windows, y)
                && readiness.isReady(Work.CONVOLUTIONS, y.type(), 2.0 * y.size() * windows.length());
    }

    @Override
    public void convolve(Windows windows, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        if (isReady(windows, y)) {
            convolutions.forward(windows, x, weight, bias, y, plain);
        } else {
            plain.convolve(windows, x, weight, bias, y);
        }
    }

    @Override
    public void convolveInputGradient(Windows windows, Tensor dy, Tensor weight, Tensor dx) {
        if (isReady(windows, dy)) {
            convolutions.inputGradient(windows, dy, weight, dx, plain);
        } else {
            plain.convolveInputGradient(windows, dy, weight, dx);
        }
    }

    @Override
    public void convolveWeightGradient(Windows windows, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        if (isReady(windows, dy)) {
            convolutions.weightGradient(windows, x, dy, dWeight, write, plain);
        } else {
            plain.convolveWeightGradient(windows, x, dy, dWeight, write);
        }
    }

    @Override
    public void maxPool(Windows windows, Tensor x, Tensor y) {
        if (SimdPools.pays(windows, y) && readiness.isReady(Work.POOLING, y.type(), x.size())) {
            SimdPools.forward(windows, x, y, plain);
        } else {
            plain.maxPool(windows, x, y);
        }
    }

    @Override
    public void maxPoolGradient(Windows windows, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        if (SimdPools.pays(windows, y) && readiness.isReady(Work.POOLING, y.type(), x.size())) {
            SimdPools.backward(windows, x, y, dy, dx, plain);
        } else {
            plain.maxPoolGradient(windows, x, y, dy, dx);
        }
    }
}
