package dev.nnkit.simd;

import dev.nnkit.api.Windows;
import dev.nnkit.api.kernel.DoubleWindows;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Some of a convolution's windows, copied into the cache near the core: as rows or, where there are few channels, as
 * columns, since then it is faster to copy an element of many windows than the few that lie together in one.
 *
 * <p>What lies inside the image is copied by vectors that reach over the end; what they spoil is written next.
 *
 * @param fromTap the first pixel of a window that is copied, {@code ky * kernel + kx}
 * @param toTap after the last one
 */
record DoubleBlock(Windows s, int fromTap, int toTap) {
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;
    private static final int LANES = DoubleTiles.LANES;

    /** About how many numbers a block of windows has: as many as the second cache holds well. */
    private static final int SIZE = 1 << 14;

    private static final int ROWS = DoubleFilterTiles.ROWS;
    private static final int IN_COLUMN = 96;
    private static final int COLUMN = IN_COLUMN + LANES;
    private static final int FEW_CHANNELS = 3;

    static DoubleBlock of(Windows s) {
        return new DoubleBlock(s, 0, s.kernel() * s.kernel());
    }

    private boolean inColumns() {
        return s.channels() <= FEW_CHANNELS;
    }

    /** How many numbers of a window are copied. */
    int length() {
        return (toTap - fromTap) * s.channels();
    }

    /** How many windows there is room for. */
    int windows() {
        return inColumns() ? IN_COLUMN : Math.max(1, SIZE / ROWS / Math.max(1, length())) * ROWS;
    }

    /** From one window to the next. */
    int step() {
        return inColumns() ? 1 : length();
    }

    /** From one element of a window to the next. */
    int elementStep() {
        return inColumns() ? COLUMN : 1;
    }

    /** With room for the rows that fill up a tile, and for the last vector. */
    int size() {
        return inColumns() ? (length() + ROWS) * COLUMN : windows() * length() + ROWS + LANES;
    }

    /** Copies the windows from {@code from} to {@code to - 1}, counted through the batch. */
    void fill(double[] x, int from, int to, double[] block) {
        if (inColumns()) {
            columns(x, from, to, block);
        } else {
            rows(x, from, to, block);
        }
    }

    private void columns(double[] x, int from, int to, double[] block) {
        if (s.channels() * s.stride() == 1 && s.padding() == 0) {
            shifted(x, from, to, block);
        } else {
            for (int k = 0; k < length(); k++) {
                DoubleWindows.column(s, x, from, to, fromTap * s.channels() + k, block, k * COLUMN);
            }
        }
    }

    /** Columns of windows that lie beside each other, without gaps: each a few vectors of the image. */
    private void shifted(double[] x, int from, int to, double[] block) {
        int columns = s.columns();
        int line = from / columns;
        int ox = from - line * columns;
        for (int at = 0; at < to - from; line++) {
            int count = Math.min(columns - ox, to - from - at);
            int image = line / s.rows();
            int source = (image * s.height() + line - image * s.rows()) * s.width() + ox;
            if (source + (s.kernel() - 1) * (s.width() + 1) + count + LANES <= x.length) {
                shifted(x, source, s.width(), s.kernel(), fromTap, toTap, count, block, at);
            } else {
                for (int k = 0; k < length(); k++) {
                    DoubleWindows.column(s, x, from + at, from + at + count, fromTap + k, block, k * COLUMN + at);
                }
            }
            at += count;
            ox = 0;
        }
    }

    private static void shifted(
            double[] x, int start, int width, int kernel, int fromTap, int toTap, int count, double[] block, int at) {
        int kx = fromTap % kernel;
        int source = start + fromTap / kernel * width;
        int to = at;
        for (int tap = fromTap; tap < toTap; tap++, to += COLUMN) {
            for (int i = 0; i < count; i += LANES) {
                DoubleVector.fromArray(SPECIES, x, source + kx + i).intoArray(block, to + i);
            }
            if (++kx == kernel) {
                kx = 0;
                source += width;
            }
        }
    }

    private void rows(double[] x, int from, int to, double[] block) {
        int length = length();
        int columns = s.columns();
        int channels = s.channels();
        int kernel = s.kernel();
        int lineSize = s.width() * channels;
        for (int window = from, at = 0; window < to; window++, at += length) {
            int line = window / columns;
            int image = line / s.rows();
            int left = (window - line * columns) * s.stride() - s.padding();
            int top = (line - image * s.rows()) * s.stride() - s.padding();
            int corner = image * s.imageSize() + top * lineSize + left * channels;
            boolean inside = left >= 0 && top >= 0 && left + kernel <= s.width() && top + kernel <= s.height();
            if (inside && corner + (kernel - 1) * lineSize + kernel * channels + LANES <= x.length) {
                int fromLine = fromTap / kernel;
                int first = fromTap - fromLine * kernel;
                int start = corner + fromLine * lineSize + first * channels;
                runs(x, start, lineSize, first * channels, kernel * channels, block, at, at + length);
            } else {
                DoubleWindows.row(s, x, window, fromTap, toTap, block, at);
            }
        }
    }

    /**
     * Lines of a window, one after the other.
     *
     * @param before how many numbers of the first line are left out
     * @param run numbers in a line
     */
    private static void runs(
            double[] x, int start, int lineSize, int before, int run, double[] block, int from, int to) {
        int source = start;
        int length = run - before;
        int next = lineSize - before;
        for (int at = from; at < to; ) {
            int count = Math.min(length, to - at);
            for (int i = 0; i < count; i += LANES) {
                DoubleVector.fromArray(SPECIES, x, source + i).intoArray(block, at + i);
            }
            at += length;
            source += next;
            length = run;
            next = lineSize;
        }
    }
}
