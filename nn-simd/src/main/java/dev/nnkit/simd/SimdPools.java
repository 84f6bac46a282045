package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;

/** Says which poolings pay on vectors, and calculates them, of either type; on the threads of some kernels. */
final class SimdPools {
    private static final int SMALL = 256;
    private static final double COST = 4;

    private SimdPools() {}

    static boolean pays(Windows s, Tensor y) {
        return y.size() >= SMALL && (y.type() == DataType.FLOAT32 ? FloatPools.fits(s) : DoublePools.fits(s));
    }

    static void forward(Windows s, Tensor x, Tensor y, Kernels threads) {
        threads.split(x.batch(), COST * s.imageSize(), (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                FloatPools.forward(s, x.floats(), y.floats(), from, to);
            } else {
                DoublePools.forward(s, x.doubles(), y.doubles(), from, to);
            }
        });
    }

    static void backward(Windows s, Tensor x, Tensor y, Tensor dy, Tensor dx, Kernels threads) {
        threads.split(x.batch(), COST * s.imageSize(), (from, to) -> {
            if (x.type() == DataType.FLOAT32) {
                FloatPools.backward(s, x.floats(), y.floats(), dy.floats(), dx.floats(), from, to);
            } else {
                DoublePools.backward(s, x.doubles(), y.doubles(), dy.doubles(), dx.doubles(), from, to);
            }
        });
    }
}
