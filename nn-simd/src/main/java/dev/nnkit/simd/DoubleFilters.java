package dev.nnkit.simd;

import dev.nnkit.api.Windows;
import org.jspecify.annotations.Nullable;

/**
 * Weights of a convolution as panels. Shared by all threads of a call, in buffers that none of them uses otherwise.
 *
 * <p>A panel is one or two vectors wide; its rows follow each other, and panels follow each other too.
 *
 * @param bias as long as the panels are wide, or null for none
 * @param columns without those that fill up the last panel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DoubleFilters(double[] panels, double @Nullable [] bias, int columns) {
    private static final int LANES = DoubleTiles.LANES;

    /** For the output: a panel row for each element of a window, a column for each filter. */
    static DoubleFilters of(
            Windows s, double[] weight, double @Nullable [] bias, int filters, DoubleConvolution.Buffers buffers) {
        double[] panels = buffers.panels(s.length() * padded(filters));
        pack(weight, 0, filters, 1, s.length(), s.length(), filters, panels);
        if (bias == null) {
            return new DoubleFilters(panels, null, filters);
        }
        double[] wide = buffers.bias(padded(filters));
        System.arraycopy(bias, 0, wide, 0, filters);
        return new DoubleFilters(panels, wide, filters);
    }

    /** For the input's gradient: a panel row for each filter, a column for each element of a window. */
    static DoubleFilters transposed(Windows s, double[] weight, int filters, DoubleConvolution.Buffers buffers) {
        double[] panels = buffers.panels(filters * padded(s.length()));
        pack(weight, 0, 1, filters, filters, filters, s.length(), panels);
        return new DoubleFilters(panels, null, filters);
    }

    /** How many columns of {@code rest} the next panel takes, the last one filled up with zeros. */
    static int width(int rest) {
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

    /** The opposite of {@link #pack}, for elements that lie together. */
    static void unpack(double[] panels, int rows, int room, int columns, double[] to, int start) {
        for (int j = 0; j < columns; ) {
            int width = width(columns - j);
            copy(panels, room * j, width, to, start + j, columns, rows, Math.min(width, columns - j));
            j += width;
        }
    }

    /** Some rows of {@code width} numbers. */
    static void copy(double[] from, int start, int step, double[] to, int at, int toStep, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, start + r * step, to, at + r * toStep, width);
        }
    }
}
