package dev.nnkit.core.kernel;

import dev.nnkit.api.Windows;

/** Where windows that lie inside their images begin in a batch, and where their elements are from there. */
final class WindowPlaces {
    private WindowPlaces() {}

    /** The first numbers of the windows from {@code from} to {@code to - 1}, counted through the batch. */
    static void corners(Windows s, int from, int to, int[] corners) {
        int columns = s.columns();
        int step = s.stride() * s.channels();
        int lineSize = s.stride() * s.width() * s.channels();
        for (int w = from; w < to; ) {
            int line = w / columns;
            int image = line / s.rows();
            int start = image * s.imageSize() + (line - image * s.rows()) * lineSize;
            int end = Math.min(to, (line + 1) * columns);
            for (int ox = w - line * columns; w < end; w++, ox++) {
                corners[w - from] = start + ox * step;
            }
        }
    }

    /** How far element {@code k} of a window is from the first. */
    static int offset(Windows s, int k) {
        int tap = k / s.channels();
        int ky = tap / s.kernel();
        return (ky * s.width() + tap - ky * s.kernel()) * s.channels() + k - tap * s.channels();
    }
}
