package dev.nnkit.core.kernel;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import dev.nnkit.api.kernel.Spares;
import org.jspecify.annotations.Nullable;

/** Cuts convolutions into parts for the threads of some kernels, and calculates them, of either type. */
final class ScalarConvolutions {
    private final Kernels threads;
    private final Spares<FloatConvolution.Buffers> floatBuffers = new Spares<>(FloatConvolution.Buffers::new);
    private final Spares<DoubleConvolution.Buffers> doubleBuffers = new Spares<>(DoubleConvolution.Buffers::new);

    ScalarConvolutions(Kernels threads) {
        this.threads = threads;
    }

    void forward(Windows s, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        int filters = y.shape().last();
        threads.split(y.rows(), 2.0 * s.length() * filters, (from, to) -> {
            if (y.type() == DataType.FLOAT32) {
                float[] b = bias == null ? null : bias.floats();
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatConvolution.forward(s, x.floats(), weight.floats(), b, filters, y.floats(), from, to, own);
                floatBuffers.giveBack(own);
            } else {
                double[] b = bias == null ? null : bias.doubles();
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleConvolution.forward(s, x.doubles(), weight.doubles(), b, filters, y.doubles(), from, to, own);
                doubleBuffers.giveBack(own);
            }
        });
    }

    void inputGradient(Windows s, Tensor dy, Tensor weight, Tensor dx) {
        int filters = dy.shape().last();
        threads.split(dx.batch(), 2.0 * s.count() * s.length() * filters, (from, to) -> {
            if (dx.type() == DataType.FLOAT32) {
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatConvolution.inputGradient(s, dy.floats(), weight.floats(), filters, dx.floats(), from, to, own);
                floatBuffers.giveBack(own);
            } else {
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleConvolution.inputGradient(
                        s, dy.doubles(), weight.doubles(), filters, dx.doubles(), from, to, own);
                doubleBuffers.giveBack(own);
            }
        });
    }

    /** Threads take taps: each sums over all windows, as one thread would. */
    void weightGradient(Windows s, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        int filters = dy.shape().last();
        int windows = dy.rows();
        if (write == Write.SET) {
            dWeight.fill(0);
        }
        threads.split(s.kernel() * s.kernel(), 2.0 * s.channels() * filters * windows, (from, to) -> {
            if (dy.type() == DataType.FLOAT32) {
                FloatConvolution.Buffers own = floatBuffers.take();
                FloatConvolution.weightGradient(
                        s, x.floats(), dy.floats(), filters, dWeight.floats(), windows, from, to, own);
                floatBuffers.giveBack(own);
            } else {
                DoubleConvolution.Buffers own = doubleBuffers.take();
                DoubleConvolution.weightGradient(
                        s, x.doubles(), dy.doubles(), filters, dWeight.doubles(), windows, from, to, own);
                doubleBuffers.giveBack(own);
            }
        });
    }
}
