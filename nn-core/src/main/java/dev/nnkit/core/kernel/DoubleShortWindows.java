package dev.nnkit.core.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

import dev.nnkit.api.Windows;

/**
 * The gradient of a convolution's weights, in double, where a window has few elements, as those of gray images have: the
 * rows of {@link DoubleLoops} would be too short. Sums of four elements by two filters stay in registers for the windows
 * of an image, which are read where they lie.
 */
final class DoubleShortWindows {
    /** Rows of so many elements are as fast. */
    private static final int LONG = 64;

    private static final int ELEMENTS = 4;
    private static final int FILTERS = 2;

    private DoubleShortWindows() {}

    static boolean fits(Windows s) {
        return s.padding() == 0 && s.length() < LONG;
    }

    /** Adds what all windows of a batch give for the taps from {@code fromTap} to {@code toTap - 1}. */
    static void weightGradient(
            Windows s, double[] x, double[] dy, int filters, double[] dw, int windows, int fromTap, int toTap) {
        int to = toTap * s.channels();
        for (int first = 0; first < windows; first += s.count()) {
            int corner = first / s.count() * s.imageSize();
            for (int k = fromTap * s.channels(); k < to; k += ELEMENTS) {
                for (int f = 0; f < filters; f += FILTERS) {
                    // where there are fewer, the last one is summed again
                    tile(s, x, corner, dy, first * filters, filters, dw, k, to - 1, f, Math.min(f + 1, filters - 1));
                }
            }
        }
    }

    private static void tile(
            Windows s,
            double[] x,
            int corner,
            double[] dy,
            int start,
            int filters,
            double[] dw,
            int k,
            int last,
            int f0,
            int f1) {
        int k1 = Math.min(k + 1, last);
        int k2 = Math.min(k + 2, last);
        int k3 = Math.min(k + 3, last);
        double s00 = dw[k * filters + f0];
        double s01 = dw[k * filters + f1];
        double s10 = dw[k1 * filters + f0];
        double s11 = dw[k1 * filters + f1];
        double s20 = dw[k2 * filters + f0];
        double s21 = dw[k2 * filters + f1];
        double s30 = dw[k3 * filters + f0];
        double s31 = dw[k3 * filters + f1];
        int x0 = corner + WindowPlaces.offset(s, k);
        int x1 = corner + WindowPlaces.offset(s, k1);
        int x2 = corner + WindowPlaces.offset(s, k2);
        int x3 = corner + WindowPlaces.offset(s, k3);
        int step = s.stride() * s.channels();
        int lineSize = s.stride() * s.width() * s.channels();
        int columns = s.columns();
        int at = start;
        for (int oy = 0; oy < s.rows(); oy++) {
            int i = oy * lineSize;
            for (int ox = 0; ox < columns; ox++, i += step, at += filters) {
                double d0 = dy[at + f0];
                double d1 = dy[at + f1];
                double v = x[x0 + i];
                s00 = fma(v, d0, s00);
                s01 = fma(v, d1, s01);
                v = x[x1 + i];
                s10 = fma(v, d0, s10);
                s11 = fma(v, d1, s11);
                v = x[x2 + i];
                s20 = fma(v, d0, s20);
                s21 = fma(v, d1, s21);
                v = x[x3 + i];
                s30 = fma(v, d0, s30);
                s31 = fma(v, d1, s31);
            }
        }
        dw[k * filters + f0] = s00;
        dw[k * filters + f1] = s01;
        dw[k1 * filters + f0] = s10;
        dw[k1 * filters + f1] = s11;
        dw[k2 * filters + f0] = s20;
        dw[k2 * filters + f1] = s21;
        dw[k3 * filters + f0] = s30;
        dw[k3 * filters + f1] = s31;
    }
}
