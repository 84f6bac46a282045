package dev.nnkit.core.kernel;

import dev.nnkit.api.Windows;
import java.util.Arrays;

/**
 * Largest values of windows, and where they stand, in double. Which of a window's elements is the largest is as good as
 * random, so the inner loops choose without a branch, which the processor would guess wrong.
 */
final class DoublePooling {
    private DoublePooling() {}

    /** Some images. */
    static void forward(Windows s, double[] x, double[] y, int fromImage, int toImage) {
        int channels = s.channels();
        int line = s.width() * channels;
        int at = fromImage * s.count() * channels;
        for (int image = fromImage; image < toImage; image++) {
            for (int oy = 0; oy < s.rows(); oy++) {
                int corner = (image * s.height() + oy * s.stride()) * line;
                for (int ox = 0; ox < s.columns(); ox++, corner += s.stride() * channels, at += channels) {
                    if (s.kernel() == 2) {
                        largestOfFour(x, corner, corner + line, channels, y, at);
                    } else {
                        largest(x, corner, line, s.kernel(), channels, y, at);
                    }
                }
            }
        }
    }

    private static void largestOfFour(double[] x, int upper, int lower, int channels, double[] y, int at) {
        for (int c = 0; c < channels; c++) {
            y[at + c] = Math.max(
                    Math.max(x[upper + c], x[upper + channels + c]), Math.max(x[lower + c], x[lower + channels + c]));
        }
    }

    private static void largest(double[] x, int corner, int line, int kernel, int channels, double[] y, int at) {
        System.arraycopy(x, corner, y, at, channels);
        for (int k = 1; k < kernel * kernel; k++) {
            int from = corner + k / kernel * line + k % kernel * channels;
            for (int c = 0; c < channels; c++) {
                y[at + c] = Math.max(y[at + c], x[from + c]);
            }
        }
    }

    /** Some images. */
    static void backward(Windows s, double[] x, double[] y, double[] dy, double[] dx, int fromImage, int toImage) {
        int channels = s.channels();
        int line = s.width() * channels;
        int at = fromImage * s.count() * channels;
        Arrays.fill(dx, fromImage * s.imageSize(), toImage * s.imageSize(), 0);
        for (int image = fromImage; image < toImage; image++) {
            for (int oy = 0; oy < s.rows(); oy++) {
                int corner = (image * s.height() + oy * s.stride()) * line;
                for (int ox = 0; ox < s.columns(); ox++, corner += s.stride() * channels, at += channels) {
                    if (s.kernel() == 2) {
                        toOneOfFour(x, corner, line, channels, y, dy, dx, at);
                    } else {
                        toOne(x, corner, line, s.kernel(), channels, y, dy, dx, at);
                    }
                }
            }
        }
    }

    private static void toOneOfFour(
            double[] x, int corner, int line, int channels, double[] y, double[] dy, double[] dx, int at) {
        for (int c = 0; c < channels; c++) {
            int upper = corner + c;
            int lower = upper + line;
            double largest = y[at + c];
            int place = is(x[lower], largest) ? lower : lower + channels;
            place = is(x[upper + channels], largest) ? upper + channels : place;
            place = is(x[upper], largest) ? upper : place;
            dx[place] += dy[at + c];
        }
    }

    private static void toOne(
            double[] x, int corner, int line, int kernel, int channels, double[] y, double[] dy, double[] dx, int at) {
        for (int c = 0; c < channels; c++) {
            int place = corner + c;
            for (int k = kernel * kernel - 1; k >= 0; k--) {
                int here = corner + k / kernel * line + k % kernel * channels + c;
                place = is(x[here], y[at + c]) ? here : place;
            }
            dx[place] += dy[at + c];
        }
    }

    /** Also of two NaN. */
    private static boolean is(double x, double largest) {
        return x == largest | x != x;
    }
}
