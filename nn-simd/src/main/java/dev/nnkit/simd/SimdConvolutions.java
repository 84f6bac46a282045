package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Kernels.Range;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.Spares;
import org.jspecify.annotations.Nullable;

/** Says which convolutions pay on vectors, and calculates them, of either type; on the threads of some kernels. */
final class SimdConvolutions {
    /** A convolution with fewer multiplications is over before vectors pay. */
    private static final int SMALL = 4096;

    private final Spares<FloatConvolution.Buffers> floatBuffers = new Spares<>(FloatConvolution.Buffers::new);
    private final Spares<DoubleConvolution.Buffers> doubleBuffers = new Spares<>(DoubleConvolution.Buffers::new);

    /** @param y the output or its gradient */
    static boolean pays(Windows s, Tensor y) {
        return (long) y.size() * s.length() > SMALL;
    }

    void forward(Windows s, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y, Kernels threads) {
        int filters = y.shape().last();
        double cost = 2.0 * s.length() * filters;
        if (y.type() == DataType.FLOAT32) {
            float[] b = bias == null ? null : bias.floats();
            FloatConvolution.Buffers shared = floatBuffers.take();
            FloatFilters packed = FloatFilters.of(s, weight.floats(), b, filters, shared);
            split(threads, y.rows(), cost, (from, to) -> {
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatConvolution.forward(s, x.floats(), packed, y.floats(), from, to, own);
                floatBuffers.giveBack(own);
            });
            floatBuffers.giveBack(shared);
        } else {
            double[] b = bias == null ? null : bias.doubles();
            DoubleConvolution.Buffers shared = doubleBuffers.take();
            DoubleFilters packed = DoubleFilters.of(s, weight.doubles(), b, filters, shared);
            split(threads, y.rows(), cost, (from, to) -> {
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleConvolution.forward(s, x.doubles(), packed, y.doubles(), from, to, own);
                doubleBuffers.giveBack(own);
            });
            doubleBuffers.giveBack(shared);
        }
    }

    void inputGradient(Windows s, Tensor dy, Tensor weight, Tensor dx, Kernels threads) {
        int filters = dy.shape().last();
        double cost = 2.0 * s.count() * s.length() * filters;
        if (dx.type() == DataType.FLOAT32) {
            FloatConvolution.Buffers shared = floatBuffers.take();
            FloatFilters packed = FloatFilters.transposed(s, weight.floats(), filters, shared);
            split(threads, dx.batch(), cost, (from, to) -> {
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatImageGradient.calculate(s, dy.floats(), packed, dx.floats(), from, to, own);
                floatBuffers.giveBack(own);
            });
            floatBuffers.giveBack(shared);
        } else {
            DoubleConvolution.Buffers shared = doubleBuffers.take();
            DoubleFilters packed = DoubleFilters.transposed(s, weight.doubles(), filters, shared);
            split(threads, dx.batch(), cost, (from, to) -> {
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleImageGradient.calculate(s, dy.doubles(), packed, dx.doubles(), from, to, own);
                doubleBuffers.giveBack(own);
            });
            doubleBuffers.giveBack(shared);
        }
    }

    /** Threads take taps: each sums over all windows, as one thread would. */
    void weightGradient(Windows s, Tensor x, Tensor dy, Tensor dWeight, Write write, Kernels threads) {
        int filters = dy.shape().last();
        int windows = dy.rows();
        if (write == Write.SET) {
            dWeight.fill(0);
        }
        int taps = s.kernel() * s.kernel();
        int unit = tapsOfAThread(s, threads.threads());
        int units = (taps + unit - 1) / unit;
        split(threads, units, 2.0 * unit * s.channels() * filters * windows, (from, to) -> {
            int fromTap = from * unit;
            int toTap = Math.min(to * unit, taps);
            if (dy.type() == DataType.FLOAT32) {
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatConvolution.weightGradient(
                        s, x.floats(), dy.floats(), filters, dWeight.floats(), windows, fromTap, toTap, own);
                floatBuffers.giveBack(own);
            } else {
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleConvolution.weightGradient(
                        s, x.doubles(), dy.doubles(), filters, dWeight.doubles(), windows, fromTap, toTap, own);
                doubleBuffers.giveBack(own);
            }
        });
    }

    /** As many for each, in whole rows of tiles: every part has to find all windows, which takes as long as a tap. */
    private static int tapsOfAThread(Windows s, int threads) {
        int taps = s.kernel() * s.kernel();
        // the fewest whose elements fill whole tiles: ROWS, a power of 2, by what divides it and the channels
        int row = FloatFilterTiles.ROWS / Math.min(FloatFilterTiles.ROWS, Integer.lowestOneBit(s.channels()));
        int share = (taps + threads - 1) / threads;
        return threads == 1 ? taps : (share + row - 1) / row * row;
    }

    private static void split(Kernels threads, int length, double cost, Range body) {
        if (threads.threads() == 1) {
            body.run(0, length);
        } else {
            threads.split(length, cost, body);
        }
    }
}
