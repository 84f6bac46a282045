package dev.nnkit.simd;

import dev.nnkit.api.Windows;
import dev.nnkit.api.kernel.DoubleWindows;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions in double: products whose left operand, the windows, exists only a block at a time, in the cache near the
 * core. Lanes are filters, in the input's gradient elements of a window, so that images stay as they lie.
 *
 * <p>Sums have the order of the scalar kernels: over a window from the bias on; over the windows of the batch, in their
 * order; and in the input's gradient over the filters first, then over the windows in their order.
 */
final class DoubleConvolution {
    private static final int ROWS = DoubleFilterTiles.ROWS;
    private static final int LANES = DoubleTiles.LANES;
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;

    /** About how many numbers a block of windows has: as many as the second cache holds well. */
    private static final int BLOCK = 1 << 14;

    /** Windows in a block whose elements lie in columns. */
    private static final int IN_COLUMN = 96;
    /** From one column to the next: the last vector of a column may reach over its end. */
    private static final int COLUMN = IN_COLUMN + LANES;
    /** With so few channels, it is faster to copy an element of many windows than the few that lie together in one. */
    private static final int FEW_CHANNELS = 3;

    private DoubleConvolution() {}

    /** What one thread needs. */
    static final class Buffers {
        private double[] windows = new double[0];
        private double[] gradients = new double[0];
        private double[] sums = new double[0];
        private double[] panels = new double[0];
        private double[] start = new double[0];
        private final double[] edge = new double[ROWS * 2 * LANES];

        private double[] panels(int size) {
            panels = atLeast(panels, size);
            return panels;
        }

        private double[] zeros(int size) {
            start = atLeast(start, size);
            Arrays.fill(start, 0, size, 0);
            return start;
        }

        private double[] windows(int size) {
            windows = atLeast(windows, size);
            return windows;
        }

        private double[] sums(int size) {
            sums = atLeast(sums, size);
            return sums;
        }

        private double[] gradients(int size) {
            gradients = atLeast(gradients, size);
            return gradients;
        }

        private static double[] atLeast(double[] old, int size) {
            return old.length < size ? new double[size] : old;
        }
    }

    /**
     * Weights as panels, and what sums begin with, which is as long as the panels are wide. Shared by all threads of a
     * call, in buffers that none of them uses otherwise.
     *
     * @param columns without those that fill up the last panel
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Filters(double[] panels, double[] start, int columns) {
        /** For {@link #forward}: a panel row for each element of a window, a column for each filter. */
        static Filters of(Windows s, double[] weight, double @Nullable [] bias, int filters, Buffers buffers) {
            double[] panels = buffers.panels(s.length() * padded(filters));
            pack(weight, 0, filters, 1, s.length(), s.length(), filters, panels);
            double[] start = buffers.zeros(padded(filters));
            if (bias != null) {
                System.arraycopy(bias, 0, start, 0, filters);
            }
            return new Filters(panels, start, filters);
        }

        /** For {@link #inputGradient}: a panel row for each filter, a column for each element of a window. */
        static Filters transposed(Windows s, double[] weight, int filters, Buffers buffers) {
            double[] panels = buffers.panels(filters * padded(s.length()));
            pack(weight, 0, 1, filters, filters, filters, s.length(), panels);
            return new Filters(panels, buffers.zeros(padded(s.length())), filters);
        }
    }

    /** How many columns of {@code rest} the next panel takes, the last one filled up with zeros. */
    private static int width(int rest) {
        return rest >= 2 * LANES ? 2 * LANES : LANES;
    }

    /** How many columns panels for so many have. */
    static int padded(int columns) {
        return (columns + LANES - 1) / LANES * LANES;
    }

    /**
     * Columns of {@code rows} rows as panels, one after the other, each with room for {@code room} rows.
     *
     * @param step between elements of a row
     */
    static void pack(double[] from, int start, int row, int step, int rows, int room, int columns, double[] panels) {
        for (int j = 0; j < columns; ) {
            int width = width(columns - j);
            int at = room * j;
            for (int p = 0; p < rows; p++, at += width) {
                for (int i = 0; i < width; i++) {
                    panels[at + i] = j + i < columns ? from[start + p * row + (j + i) * step] : 0;
                }
            }
            j += width;
        }
    }

    /** A block of windows, as rows or, for few channels, as columns. */
    private record Block(boolean inColumns, int length) {
        static Block of(Windows s, int taps) {
            return new Block(s.channels() <= FEW_CHANNELS, taps * s.channels());
        }

        int windows() {
            return inColumns ? IN_COLUMN : Math.max(1, BLOCK / ROWS / Math.max(1, length)) * ROWS;
        }

        /** From one window to the next. */
        int step() {
            return inColumns ? 1 : length;
        }

        /** From one element of a window to the next. */
        int elementStep() {
            return inColumns ? COLUMN : 1;
        }

        /** With room for the rows that fill up a tile. */
        double[] of(Buffers buffers) {
            return buffers.windows(inColumns ? (length + ROWS) * COLUMN : windows() * length + ROWS);
        }

        void fill(Windows s, double[] x, int from, int to, int fromTap, int toTap, double[] block) {
            if (inColumns && s.channels() * s.stride() == 1 && s.padding() == 0) {
                columns(s, x, from, to, fromTap, toTap, block);
            } else if (inColumns) {
                for (int k = 0; k < length; k++) {
                    DoubleWindows.column(s, x, from, to, fromTap * s.channels() + k, block, k * COLUMN);
                }
            } else {
                DoubleWindows.rows(s, x, from, to, fromTap, toTap, block, length);
            }
        }
    }

    /** Columns of windows that lie beside each other, without gaps: each a few vectors of the image. */
    private static void columns(Windows s, double[] x, int from, int to, int fromTap, int toTap, double[] block) {
        int columns = s.columns();
        int line = from / columns;
        int ox = from - line * columns;
        for (int at = 0; at < to - from; line++) {
            int count = Math.min(columns - ox, to - from - at);
            int image = line / s.rows();
            int source = (image * s.height() + line - image * s.rows()) * s.width() + ox;
            boolean safe = source + (s.kernel() - 1) * (s.width() + 1) + count + LANES <= x.length;
            for (int tap = fromTap; tap < toTap; tap++) {
                int ky = tap / s.kernel();
                int i = source + ky * s.width() + tap - ky * s.kernel();
                int j = (tap - fromTap) * COLUMN + at;
                if (safe) {
                    for (int end = i + count; i < end; i += LANES, j += LANES) {
                        DoubleVector.fromArray(SPECIES, x, i).intoArray(block, j);
                    }
                } else {
                    System.arraycopy(x, i, block, j, count);
                }
            }
            at += count;
            ox = 0;
        }
    }

    /**
     * The windows from {@code from} to {@code to - 1}, counted through the batch. */
    static void forward(Windows s, double[] x, Filters weight, double[] y, int from, int to, Buffers buffers) {
        int filters = weight.columns;
        double[] panels = weight.panels;
        double[] bias = weight.start;
        int taps = s.kernel() * s.kernel();
        Block shape = Block.of(s, taps);
        double[] block = shape.of(buffers);
        for (int w = from; w < to; w += shape.windows()) {
            int count = Math.min(shape.windows(), to - w);
            shape.fill(s, x, w, w + count, 0, taps, block);
            for (int f = 0; f < filters; ) {
                int width = width(filters - f);
                for (int i = 0; i < count; i += ROWS) {
                    // a single panel may be wider than a row: it reaches into the next ones, which are written next
                    int end = (w + i + ROWS - 1) * filters + f + width;
                    boolean whole = f + width <= filters ? i + ROWS <= count : f == 0 && end <= to * filters;
                    double[] out = whole ? y : buffers.edge;
                    int at = whole ? (w + i) * filters + f : 0;
                    int step = whole ? filters : width;
                    tile(
                            width,
                            block,
                            i * shape.step(),
                            shape.step(),
                            shape.elementStep(),
                            panels,
                            shape.length() * f,
                            width,
                            bias,
                            f,
                            0,
                            out,
                            at,
                            step,
                            shape.length());
                    if (!whole) {
                        int rows = Math.min(ROWS, count - i);
                        copy(out, 0, width, y, (w + i) * filters + f, filters, rows, Math.min(width, filters - f));
                    }
                }
                f += width;
            }
        }
    }

    /** Adds what all windows of a batch give for the taps from {@code fromTap} to {@code toTap - 1}. */
    static void weightGradient(
            Windows s,
            double[] x,
            double[] dy,
            int filters,
            double[] dw,
            int windows,
            int fromTap,
            int toTap,
            Buffers buffers) {
        Block shape = Block.of(s, toTap - fromTap);
        double[] block = shape.of(buffers);
        int first = fromTap * s.channels() * filters;
        int rows = (shape.length() + ROWS - 1) / ROWS * ROWS;
        double[] sums = buffers.sums(rows * padded(filters));
        pack(dw, first, filters, 1, shape.length(), rows, filters, sums);
        for (int w = 0; w < windows; w += shape.windows()) {
            int count = Math.min(shape.windows(), windows - w);
            shape.fill(s, x, w, w + count, fromTap, toTap, block);
            // vectors may reach into the next row, whose sums are dropped, but not over the end
            boolean pack = (w + count - 1) * filters + padded(filters) > dy.length;
            double[] gradients = pack ? buffers.gradients(shape.windows() * padded(filters)) : dy;
            if (pack) {
                pack(dy, w * filters, filters, 1, count, count, filters, gradients);
            }
            for (int f = 0; f < filters; ) {
                int width = width(filters - f);
                for (int k = 0; k < rows; k += ROWS) {
                    tile(
                            width,
                            block,
                            k * shape.elementStep(),
                            shape.elementStep(),
                            shape.step(),
                            gradients,
                            pack ? count * f : w * filters + f,
                            pack ? width : filters,
                            sums,
                            rows * f + k * width,
                            width,
                            sums,
                            rows * f + k * width,
                            width,
                            count);
                }
                f += width;
            }
        }
        unpack(sums, shape.length(), rows, filters, dw, first);
    }

    /** The opposite of {@link #pack}, for elements that lie together. */
    private static void unpack(double[] panels, int rows, int room, int columns, double[] to, int start) {
        for (int j = 0; j < columns; ) {
            int width = width(columns - j);
            copy(panels, room * j, width, to, start + j, columns, rows, Math.min(width, columns - j));
            j += width;
        }
    }

    /**
     * Some images: the gradients of some windows at a time, then these are added up where they overlap.
     */
    static void inputGradient(
            Windows s, double[] dy, Filters weight, double[] dx, int fromImage, int toImage, Buffers buffers) {
        int filters = weight.columns;
        double[] panels = weight.panels;
        double[] zeros = weight.start;
        int size = padded(s.length());
        int atOnce = Math.max(1, BLOCK / 2 / ROWS / Math.max(1, size)) * ROWS;
        double[] block = buffers.windows(atOnce * size);
        Arrays.fill(dx, fromImage * s.imageSize(), toImage * s.imageSize(), 0);
        int last = toImage * s.count();
        for (int w = fromImage * s.count(); w < last; w += atOnce) {
            int count = Math.min(atOnce, last - w);
            double[] from = dy;
            int start = w * filters;
            int rows = (count + ROWS - 1) / ROWS * ROWS;
            if (start + rows * filters > dy.length) {
                from = buffers.gradients(atOnce * filters);
                System.arraycopy(dy, start, from, 0, count * filters);
                start = 0;
            }
            for (int k = 0; k < s.length(); ) {
                int width = width(s.length() - k);
                for (int i = 0; i < count; i += ROWS) {
                    tile(
                            width,
                            from,
                            start + i * filters,
                            filters,
                            1,
                            panels,
                            filters * k,
                            width,
                            zeros,
                            0,
                            0,
                            block,
                            i * size + k,
                            size,
                            filters);
                }
                k += width;
            }
            scatter(s, block, size, w, w + count, dx);
        }
    }

    private static void scatter(Windows s, double[] block, int step, int from, int to, double[] dx) {
        int columns = s.columns();
        int kernel = s.kernel();
        for (int w = from; w < to; w++) {
            int line = w / columns;
            int image = line / s.rows();
            int left = (w - line * columns) * s.stride() - s.padding();
            int top = (line - image * s.rows()) * s.stride() - s.padding();
            int inside = Math.max(0, -left);
            int count = (Math.min(kernel, s.width() - left) - inside) * s.channels();
            int firstLine = Math.max(0, -top);
            add(
                    block,
                    (w - from) * step + (firstLine * kernel + inside) * s.channels(),
                    kernel * s.channels(),
                    dx,
                    ((image * s.height() + top + firstLine) * s.width() + left + inside) * s.channels(),
                    s.width() * s.channels(),
                    Math.min(kernel, s.height() - top) - firstLine,
                    count);
        }
    }

    /** Adds some lines of {@code count} numbers. */
    private static void add(double[] from, int start, int step, double[] to, int at, int toStep, int lines, int count) {
        for (int line = 0; line < lines; line++) {
            int i = start + line * step;
            int j = at + line * toStep;
            int end = i + count;
            for (; i <= end - LANES; i += LANES, j += LANES) {
                DoubleVector.fromArray(SPECIES, to, j)
                        .add(DoubleVector.fromArray(SPECIES, from, i))
                        .intoArray(to, j);
            }
            for (; i < end; i++, j++) {
                to[j] += from[i];
            }
        }
    }

    /** Eight rows by a panel. */
    private static void tile(
            int width,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStep,
            double[] start,
            int start0,
            int startStep,
            double[] c,
            int c0,
            int cStep,
            int k) {
        if (width == LANES) {
            DoubleFilterTiles.eightByOne(a, a0, aRow, aStep, b, b0, bStep, start, start0, startStep, c, c0, cStep, k);
        } else {
            DoubleFilterTiles.fourByTwo(a, a0, aRow, aStep, b, b0, bStep, start, start0, startStep, c, c0, cStep, k);
            DoubleFilterTiles.fourByTwo(
                    a,
                    a0 + 4 * aRow,
                    aRow,
                    aStep,
                    b,
                    b0,
                    bStep,
                    start,
                    start0 + 4 * startStep,
                    startStep,
                    c,
                    c0 + 4 * cStep,
                    cStep,
                    k);
        }
    }

    private static void copy(double[] from, int start, int step, double[] to, int at, int toStep, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, start + r * step, to, at + r * toStep, width);
        }
    }
}
