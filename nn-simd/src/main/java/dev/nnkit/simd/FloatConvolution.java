package dev.nnkit.simd;

import dev.nnkit.api.Windows;

/**
 * Convolutions in float: products whose left operand, the windows, exists only a {@link FloatBlock} at a time. Lanes are
 * filters, in the input's gradient ({@link FloatImageGradient}) elements of a window, so that images stay as they lie.
 *
 * <p>Sums have the order of the scalar kernels: over a window from the bias on; over the windows of the batch, in their
 * order.
 */
final class FloatConvolution {
    private static final int ROWS = FloatFilterTiles.ROWS;
    private static final int LANES = FloatTiles.LANES;

    private FloatConvolution() {}

    /** What one thread needs. */
    static final class Buffers {
        private float[] windows = new float[0];
        private float[] gradients = new float[0];
        private float[] sums = new float[0];
        private float[] panels = new float[0];
        private float[] bias = new float[0];
        private final float[] edge = new float[ROWS * 2 * LANES];

        float[] panels(int size) {
            panels = atLeast(panels, size);
            return panels;
        }

        float[] bias(int size) {
            bias = atLeast(bias, size);
            return bias;
        }

        float[] windows(int size) {
            windows = atLeast(windows, size);
            return windows;
        }

        float[] gradients(int size) {
            gradients = atLeast(gradients, size);
            return gradients;
        }

        private float[] sums(int size) {
            sums = atLeast(sums, size);
            return sums;
        }

        private static float[] atLeast(float[] old, int size) {
            return old.length < size ? new float[size] : old;
        }
    }

    /** The windows from {@code from} to {@code to - 1}, counted through the batch. */
    static void forward(Windows s, float[] x, FloatFilters weight, float[] y, int from, int to, Buffers buffers) {
        FloatBlock shape = FloatBlock.of(s);
        float[] block = buffers.windows(shape.size());
        for (int w = from; w < to; w += shape.windows()) {
            int count = Math.min(shape.windows(), to - w);
            shape.fill(x, w, w + count, block);
            for (int f = 0; f < weight.columns(); f += FloatFilters.width(weight.columns() - f)) {
                panel(shape, block, weight, f, y, w, count, to, buffers.edge);
            }
        }
    }

    /** Some filters, from {@code f} on, for the {@code count} windows of a block. */
    private static void panel(
            FloatBlock shape,
            float[] block,
            FloatFilters weight,
            int f,
            float[] y,
            int w,
            int count,
            int to,
            float[] edge) {
        int filters = weight.columns();
        int width = FloatFilters.width(filters - f);
        for (int i = 0; i < count; i += ROWS) {
            // a single panel may be wider than a row: it reaches into the next ones, which are written next
            int end = (w + i + ROWS - 1) * filters + f + width;
            boolean whole = f + width <= filters ? i + ROWS <= count : f == 0 && end <= to * filters;
            float[] out = whole ? y : edge;
            int at = whole ? (w + i) * filters + f : 0;
            int step = whole ? filters : width;
            FloatFilterTiles.eightRows(
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
                FloatFilters.copy(
                        edge, 0, width, y, (w + i) * filters + f, filters, rows, Math.min(width, filters - f));
            }
        }
    }

    /** Adds what all windows of a batch give for the taps from {@code fromTap} to {@code toTap - 1}. */
    static void weightGradient(
            Windows s,
            float[] x,
            float[] dy,
            int filters,
            float[] dw,
            int windows,
            int fromTap,
            int toTap,
            Buffers buffers) {
        FloatBlock shape = new FloatBlock(s, fromTap, toTap);
        float[] block = buffers.windows(shape.size());
        int first = fromTap * s.channels() * filters;
        int rows = (shape.length() + ROWS - 1) / ROWS * ROWS;
        float[] sums = buffers.sums(rows * FloatFilters.padded(filters));
        FloatFilters.pack(dw, first, filters, 1, shape.length(), rows, filters, sums);
        for (int w = 0; w < windows; w += shape.windows()) {
            int count = Math.min(shape.windows(), windows - w);
            shape.fill(x, w, w + count, block);
            // vectors may reach into the next row, whose sums are dropped, but not over the end
            boolean pack = (w + count - 1) * filters + FloatFilters.padded(filters) > dy.length;
            float[] gradients = pack ? buffers.gradients(shape.windows() * FloatFilters.padded(filters)) : dy;
            if (pack) {
                FloatFilters.pack(dy, w * filters, filters, 1, count, count, filters, gradients);
            }
            for (int f = 0; f < filters; ) {
                int width = FloatFilters.width(filters - f);
                int start = pack ? count * f : w * filters + f;
                addProducts(shape, block, count, gradients, start, pack ? width : filters, sums, rows * f, rows, width);
                f += width;
            }
        }
        FloatFilters.unpack(sums, shape.length(), rows, filters, dw, first);
    }

    /** Adds the products of the block's windows with one panel of gradients to one panel of sums. */
    private static void addProducts(
            FloatBlock shape,
            float[] block,
            int count,
            float[] gradients,
            int start,
            int step,
            float[] sums,
            int at,
            int rows,
            int width) {
        int rest = shape.length() % ROWS;
        boolean fewLeft = width == LANES && rest > 0 && rest <= FloatTiles.ROWS;
        if (fewLeft) {
            int a0 = (rows - ROWS) * shape.elementStep();
            int a1 = a0 + shape.elementStep();
            int a2 = a1 + shape.elementStep();
            int a3 = a2 + shape.elementStep();
            int c0 = at + (rows - ROWS) * width;
            FloatTiles.fourByOne(
                    block, a0, a1, a2, a3, shape.step(), gradients, start, step, sums, c0, width, count, true);
        }
        for (int k = 0; k < (fewLeft ? rows - ROWS : rows); k += ROWS) {
            FloatFilterTiles.eightRows(
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
