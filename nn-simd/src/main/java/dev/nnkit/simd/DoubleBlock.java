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
    /** From one column to the next: the last two vectors of a column may reach over its end. */
    private static final int COLUMN = IN_COLUMN + 2 * LANES;

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
            if (source + (s.kernel() - 1) * (s.width() + 1) + count + 2 * LANES <= x.length) {
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

    /** Two vectors at a time, without a loop in the loop over taps. */
    static void shifted(
            double[] x, int start, int width, int kernel, int fromTap, int toTap, int count, double[] block, int at) {
        for (int i = 0; i < count; i += 2 * LANES) {
            int kx = fromTap % kernel;
            int source = start + fromTap / kernel * width + i;
            int to = at + i;
            for (int tap = fromTap; tap < toTap; tap++, to += COLUMN) {
                DoubleVector.fromArray(SPECIES, x, source + kx).intoArray(block, to);
                DoubleVector.fromArray(SPECIES, x, source + kx + LANES).intoArray(block, to + LANES);
                if (++kx == kernel) {
                    kx = 0;
                    source += width;
                }
            }
        }
    }

    /** The rest of a line, whole lines, and the beginning of one. */
    private void rows(double[] x, int from, int to, double[] block) {
        int length = length();
        int columns = s.columns();
        int channels = s.channels();
        int kernel = s.kernel();
        int lineSize = s.width() * channels;
        int run = kernel * channels;
        int firstColumn = fromTap % kernel;
        int head = firstColumn == 0 ? 0 : Math.min(kernel - firstColumn, toTap - fromTap);
        int lines = (toTap - fromTap - head) / kernel;
        int tail = toTap - fromTap - head - lines * kernel;
        int headStart = fromTap / kernel * lineSize + firstColumn * channels;
        int linesStart = (fromTap + head) / kernel * lineSize;
        for (int window = from, at = 0; window < to; window++, at += length) {
            int line = window / columns;
            int image = line / s.rows();
            int left = (window - line * columns) * s.stride() - s.padding();
            int top = (line - image * s.rows()) * s.stride() - s.padding();
            int corner = image * s.imageSize() + top * lineSize + left * channels;
            boolean inside = left >= 0 && top >= 0 && left + kernel <= s.width() && top + kernel <= s.height();
            if (inside && corner + (kernel - 1) * lineSize + run + LANES <= x.length) {
                int next = at;
                if (head > 0) {
                    lines(x, corner + headStart, lineSize, head * channels, 1, block, next);
                    next += head * channels;
                }
                lines(x, corner + linesStart, lineSize, run, lines, block, next);
                if (tail > 0) {
                    next += lines * run;
                    lines(x, corner + linesStart + lines * lineSize, lineSize, tail * channels, 1, block, next);
                }
            } else {
                DoubleWindows.row(s, x, window, fromTap, toTap, block, at);
            }
        }
    }

    /**
     * Lines of a window, one after the other; their ends first, since the last vector of a line spoils the beginning of the
     * next one.
     *
     * @param run numbers in a line
     */
    static void lines(double[] x, int start, int lineSize, int run, int lines, double[] block, int at) {
        for (int i = (run - 1) / LANES * LANES; i >= 0; i -= LANES) {
            for (int line = 0; line < lines; line++) {
                DoubleVector.fromArray(SPECIES, x, start + i + line * lineSize).intoArray(block, at + i + line * run);
            }
        }
    }
}
