package dev.nnkit.api.kernel;

import dev.nnkit.api.Windows;

/**
 * Largest values of windows, and where they stand, in plain Java, in double; windows are counted through the batch. Which
 * element of a window is the largest is as good as random, so where there are four it is found without a branch, which the
 * processor would guess wrong.
 */
public final class DoublePooling {
    private DoublePooling() {}

    /** The largest values of some windows. */
    public static void largest(Windows s, double[] x, double[] y, int from, int to) {
        int channels = s.channels();
        int lineSize = s.width() * channels;
        for (int window = from; window < to; window++) {
            int corner = corner(s, window);
            int at = window * channels;
            if (s.kernel() == 2) {
                for (int c = 0; c < channels; c++) {
                    int upper = corner + c;
                    int lower = upper + lineSize;
                    y[at + c] =
                            Math.max(Math.max(x[upper], x[upper + channels]), Math.max(x[lower], x[lower + channels]));
                }
            } else {
                System.arraycopy(x, corner, y, at, channels);
                for (int k = 1; k < s.kernel() * s.kernel(); k++) {
                    int here = corner + k / s.kernel() * lineSize + k % s.kernel() * channels;
                    for (int c = 0; c < channels; c++) {
                        y[at + c] = Math.max(y[at + c], x[here + c]);
                    }
                }
            }
        }
    }

    /** Adds dy to dx where the largest values of some windows, y, stand in x. */
    public static void spread(Windows s, double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        int channels = s.channels();
        int lineSize = s.width() * channels;
        for (int window = from; window < to; window++) {
            int corner = corner(s, window);
            int at = window * channels;
            if (s.kernel() == 2) {
                for (int c = 0; c < channels; c++) {
                    dx[placeOfFour(x, corner + c, lineSize, channels, y[at + c])] += dy[at + c];
                }
            } else {
                for (int c = 0; c < channels; c++) {
                    dx[place(x, corner + c, lineSize, channels, s.kernel(), y[at + c])] += dy[at + c];
                }
            }
        }
    }

    /** Where the upper left pixel of a window stands. */
    private static int corner(Windows s, int window) {
        int line = window / s.columns();
        int image = line / s.rows();
        int top = image * s.height() + (line - image * s.rows()) * s.stride();
        return (top * s.width() + (window - line * s.columns()) * s.stride()) * s.channels();
    }

    private static int placeOfFour(double[] x, int corner, int lineSize, int channels, double largest) {
        if (Double.isNaN(largest)) {
            return place(x, corner, lineSize, channels, 2, largest);
        }
        long bits = bits(largest);
        int not0 = differ(bits(x[corner]), bits);
        int not1 = differ(bits(x[corner + channels]), bits);
        int not2 = differ(bits(x[corner + lineSize]), bits);
        int k = not0 * (1 + not1 * (1 + not2));
        return corner + (k & 1) * channels + (k >> 1) * lineSize;
    }

    /** Those of 0 for -0.0 too. */
    private static long bits(double x) {
        return Double.doubleToRawLongBits(x + 0.0);
    }

    /** 1 if they do, else 0. */
    private static int differ(long a, long b) {
        long difference = a ^ b;
        return (int) ((difference | -difference) >>> (Long.SIZE - 1));
    }

    private static int place(double[] x, int corner, int lineSize, int channels, int kernel, double largest) {
        for (int k = 0; ; k++) {
            int here = corner + k / kernel * lineSize + k % kernel * channels;
            if (x[here] == largest || Double.isNaN(x[here])) {
                return here;
            }
        }
    }
}
