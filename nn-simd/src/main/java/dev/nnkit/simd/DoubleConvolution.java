package dev.nnkit.simd;

import dev.nnkit.api.Windows;

/**
 * Convolutions in double: products whose left operand, the windows, exists only a {@link DoubleBlock} at a time. Lanes are
 * filters, in the input's gradient ({@link DoubleImageGradient}) elements of a window, so that images stay as they lie.
 *
 * <p>Sums have the order of the scalar kernels: over a window from the bias on; over the windows of the batch, in their
 * order.
 */
final class DoubleConvolution {
    private static final int ROWS = DoubleFilterTiles.ROWS;
    private static final int LANES = DoubleTiles.LANES;

    private DoubleConvolution() {}

    /** What one thread needs. */
    static final class Buffers {
        private double[] windows = new double[0];
        private double[] gradients = new double[0];
        private double[] sums = new double[0];
        private double[] panels = new double[0];
        private double[] bias = new double[0];
        private final double[] edge = new double[ROWS * 2 * LANES];

        double[] panels(int size) {
            panels = atLeast(panels, size);
            return panels;
        }

        double[] bias(int size) {
            bias = atLeast(bias, size);
            return bias;
        }

        double[] windows(int size) {
            windows = atLeast(windows, size);
            return windows;
        }

        double[] gradients(int size) {
            gradients = atLeast(gradients, size);
            return gradients;
        }

        private double[] sums(int size) {
            sums = atLeast(sums, size);
            return sums;
        }

        private static double[] atLeast(double[] old, int size) {
            return old.length < size ? new double[size] : old;
        }
    }

    /** The windows from {@code from} to {@code to - 1}, counted through the batch. */
    static void forward(Windows s, double[] x, DoubleFilters weight, double[] y, int from, int to, Buffers buffers) {
        DoubleBlock shape = DoubleBlock.of(s);
        double[] block = buffers.windows(shape.size());
        for (int w = from; w < to; w += shape.windows()) {
            int count = Math.min(shape.windows(), to - w);
            shape.fill(x, w, w + count, block);
            for (int f = 0; f < weight.columns(); f += DoubleFilters.width(weight.columns() - f)) {
                panel(shape, block, weight, f, y, w, count, to, buffers.edge);
            }
        }
    }

    /** Some filters, from {@code f} on, for the {@code count} windows of a block. */
    private static void panel(
            DoubleBlock shape,
            double[] block,
            DoubleFilters weight,
            int f,
            double[] y,
            int w,
            int count,
            int to,
            double[] edge) {
        int filters = weight.columns();
        int width = DoubleFilters.width(filters - f);
        for (int i = 0; i < count; i += ROWS) {
            // a single panel may be wider than a row: it reaches into the next ones, which are written next
            int end = (w + i + ROWS - 1) * filters + f + width;
            boolean whole = f + width <= filters ? i + ROWS <= count : f == 0 && end <= to * filters;
            double[] out = whole ? y : edge;
            int at = whole ? (w + i) * filters + f : 0;
            int step = whole ? filters : width;
            DoubleFilterTiles.eightRows(
                    width,
                    block,
                    i * shape.step(),
                    shape.step(),
                    shape.elementStep(),
                    weight.panels(),
                    shape.length() * f,
                    width,
                    weight.bias(),
                    f,
                    0,
                    out,
                    at,
                    step,
                    shape.length());
            if (!whole) {
                int rows = Math.min(ROWS, count - i);
                DoubleFilters.copy(
                        edge, 0, width, y, (w + i) * filters + f, filters, rows, Math.min(width, filters - f));
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
        DoubleBlock shape = new DoubleBlock(s, fromTap, toTap);
        double[] block = buffers.windows(shape.size());
        int first = fromTap * s.channels() * filters;
        int rows = (shape.length() + ROWS - 1) / ROWS * ROWS;
        double[] sums = buffers.sums(rows * DoubleFilters.padded(filters));
        DoubleFilters.pack(dw, first, filters, 1, shape.length(), rows, filters, sums);
        for (int w = 0; w < windows; w += shape.windows()) {
            int count = Math.min(shape.windows(), windows - w);
            shape.fill(x, w, w + count, block);
            // vectors may reach into the next row, whose sums are dropped, but not over the end
            boolean pack = (w + count - 1) * filters + DoubleFilters.padded(filters) > dy.length;
            double[] gradients = pack ? buffers.gradients(shape.windows() * DoubleFilters.padded(filters)) : dy;
            if (pack) {
                DoubleFilters.pack(dy, w * filters, filters, 1, count, count, filters, gradients);
            }
            for (int f = 0; f < filters; ) {
                int width = DoubleFilters.width(filters - f);
                int start = pack ? count * f : w * filters + f;
                addProducts(shape, block, count, gradients, start, pack ? width : filters, sums, rows * f, rows, width);
                f += width;
            }
        }
        DoubleFilters.unpack(sums, shape.length(), rows, filters, dw, first);
    }

    /** Adds the products of the block's windows with one panel of gradients to one panel of sums. */
    private static void addProducts(
            DoubleBlock shape,
            double[] block,
            int count,
            double[] gradients,
            int start,
            int step,
            double[] sums,
            int at,
            int rows,
            int width) {
        int rest = shape.length() % ROWS;
        boolean fewLeft = width == LANES && rest > 0 && rest <= DoubleTiles.ROWS;
        if (fewLeft) {
            int a0 = (rows - ROWS) * shape.elementStep();
            int a1 = a0 + shape.elementStep();
            int a2 = a1 + shape.elementStep();
            int a3 = a2 + shape.elementStep();
            int c0 = at + (rows - ROWS) * width;
            DoubleTiles.fourByOne(
                    block, a0, a1, a2, a3, shape.step(), gradients, start, step, sums, c0, width, count, true);
        }
        for (int k = 0; k < (fewLeft ? rows - ROWS : rows); k += ROWS) {
            DoubleFilterTiles.eightRows(
                    width,
                    block,
                    k * shape.elementStep(),
                    shape.elementStep(),
                    shape.step(),
                    gradients,
                    start,
                    step,
                    sums,
                    at + k * width,
                    width,
                    sums,
                    at + k * width,
                    width,
                    count);
        }
    }
}
