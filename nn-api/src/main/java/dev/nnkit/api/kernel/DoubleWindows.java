package dev.nnkit.api.kernel;

import dev.nnkit.api.Windows;
import java.util.Arrays;

/**
 * Copies windows of images, in double: as rows, or transposed, element by element. Windows are counted through the batch;
 * a tap is a pixel of a window, {@code ky * kernel + kx}.
 */
public final class DoubleWindows {
    private DoubleWindows() {}

    /** The taps from {@code fromTap} to {@code toTap - 1} of windows, all channels, each window into an array of its own. */
    public static void rows(
            Windows s, double[] x, int fromWindow, int toWindow, int fromTap, int toTap, double[][] to) {
        for (int window = fromWindow; window < toWindow; window++) {
            row(s, x, window, fromTap, toTap, to[window - fromWindow], 0);
        }
    }

    /**
     * Adds windows, each an array of its own, to where they lie in images; what lies outside is dropped.
     */
    public static void scatter(Windows s, double[][] from, int fromWindow, int toWindow, double[] images) {
        int channels = s.channels();
        int kernel = s.kernel();
        for (int window = fromWindow; window < toWindow; window++) {
            double[] source = from[window - fromWindow];
            int line = window / s.columns();
            int image = line / s.rows();
            int left = (window - line * s.columns()) * s.stride() - s.padding();
            int top = (line - image * s.rows()) * s.stride() - s.padding();
            int fromX = Math.max(0, -left);
            int count = (Math.min(kernel, s.width() - left) - fromX) * channels;
            for (int ky = Math.max(0, -top); ky < Math.min(kernel, s.height() - top); ky++) {
                int at = ((image * s.height() + top + ky) * s.width() + left + fromX) * channels;
                int start = (ky * kernel + fromX) * channels;
                for (int i = 0; i < count; i++) {
                    images[at + i] += source[start + i];
                }
            }
        }
    }

    /** The taps from {@code fromTap} to {@code toTap - 1} of a window, all channels, from {@code to[start]} on. */
    public static void row(Windows s, double[] x, int window, int fromTap, int toTap, double[] to, int start) {
        int line = window / s.columns();
        int image = line / s.rows();
        int left = (window - line * s.columns()) * s.stride() - s.padding();
        int top = (line - image * s.rows()) * s.stride() - s.padding();
        int kernel = s.kernel();
        int channels = s.channels();
        int at = start;
        for (int ky = fromTap / kernel; ky * kernel < toTap; ky++) {
            int fromX = left + Math.max(0, fromTap - ky * kernel);
            int toX = left + Math.min(kernel, toTap - ky * kernel);
            int y = top + ky;
            int source = ((image * s.height() + y) * s.width() + fromX) * channels;
            if (y >= 0 && y < s.height() && fromX >= 0 && toX <= s.width()) {
                System.arraycopy(x, source, to, at, (toX - fromX) * channels);
            } else {
                Arrays.fill(to, at, at + (toX - fromX) * channels, 0);
                int inside = Math.max(0, -fromX);
                int count = Math.min(toX, s.width()) - fromX - inside;
                if (y >= 0 && y < s.height() && count > 0) {
                    System.arraycopy(x, source + inside * channels, to, at + inside * channels, count * channels);
                }
            }
            at += (toX - fromX) * channels;
        }
    }

    /** Element {@code k} of windows, one beside the other from {@code to[start]} on. */
    public static void column(Windows s, double[] x, int fromWindow, int toWindow, int k, double[] to, int start) {
        int columns = s.columns();
        int stride = s.stride();
        int tap = k / s.channels();
        int kx = tap % s.kernel() - s.padding();
        int step = stride * s.channels();
        int lineSize = s.width() * s.channels();
        // of the windows beside each other, those for which the element lies inside the image
        int first = kx >= 0 ? 0 : (stride - 1 - kx) / stride;
        int last = s.width() - 1 - kx < 0 ? -1 : (s.width() - 1 - kx) / stride;
        int line = fromWindow / columns;
        int image = line / s.rows();
        int oy = line - image * s.rows();
        int ox = fromWindow - line * columns;
        int at = start;
        for (int left = toWindow - fromWindow; left > 0; ) {
            int end = Math.min(columns, ox + left);
            int y = oy * stride - s.padding() + tap / s.kernel();
            boolean inside = y >= 0 && y < s.height();
            int from = inside ? Math.min(Math.max(ox, first), end) : end;
            int to1 = Math.max(from, Math.min(end, last + 1));
            if (to1 - from < end - ox) {
                Arrays.fill(to, at, at + end - ox, 0);
            }
            int source = image * s.imageSize() + y * lineSize + (from * stride + kx) * s.channels() + k % s.channels();
            if (to1 > from) { // else source may lie outside of all images
                copy(x, source, step, to, at + from - ox, to1 - from);
            }
            at += end - ox;
            left -= end - ox;
            ox = 0;
            if (++oy == s.rows()) {
                oy = 0;
                image++;
            }
        }
    }

    private static void copy(double[] x, int from, int step, double[] to, int at, int count) {
        if (step == 1) {
            System.arraycopy(x, from, to, at, count);
        } else {
            for (int i = 0; i < count; i++) {
                to[at + i] = x[from + i * step];
            }
        }
    }
}
