package dev.nnkit.core.kernel;

import dev.nnkit.api.Windows;
import dev.nnkit.api.kernel.FloatWindows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions in float by the loops of {@link FloatLoops}, whose rows must be long: windows of the batch, side by side, in
 * the output; elements of a window in the gradients. Windows are copied a block at a time.
 *
 * <p>A sum runs over a window from the bias on; over the windows of the batch, in their order; in the input's gradient over
 * the filters first, then over the windows in their order.
 */
final class FloatConvolution {
    private static final int COLUMNS = 512;
    private static final int STEPS = 96;

    private FloatConvolution() {}

    /** What one thread needs: rows of the right operand, and rows of sums. */
    static final class Buffers {
        private float[][] right = new float[0][0];
        private float[][] sums = new float[0][0];
        private final int[] corners = new int[COLUMNS];

        private float[][] right(int rows, int columns) {
            right = atLeast(right, rows, columns);
            return right;
        }

        /** With one row more, for the pair of the last. */
        private float[][] sums(int rows, int columns) {
            sums = atLeast(sums, rows + 1, columns);
            return sums;
        }

        private static float[][] atLeast(float[][] old, int rows, int columns) {
            int width = old.length == 0 ? 0 : old[0].length;
            return old.length >= rows && width >= columns
                    ? old
                    : new float[Math.max(rows, old.length)][Math.max(columns, width)];
        }
    }

    /** The windows from {@code from} to {@code to - 1}, counted through the batch. */
    static void forward(
            Windows s,
            float[] x,
            float[] weight,
            float @Nullable [] bias,
            int filters,
            float[] y,
            int from,
            int to,
            Buffers buffers) {
        float[][] right = buffers.right(STEPS, COLUMNS);
        float[][] sums = buffers.sums(filters, COLUMNS);
        boolean inside = s.padding() == 0;
        for (int w = from; w < to; w += COLUMNS) {
            int n = Math.min(COLUMNS, to - w);
            for (int f = 0; f < filters; f++) {
                Arrays.fill(sums[f], 0, n, bias == null ? 0 : bias[f]);
            }
            if (inside) {
                WindowPlaces.corners(s, w, w + n, buffers.corners);
            }
            for (int k = 0; k < s.length(); k += STEPS) {
                int steps = Math.min(STEPS, s.length() - k);
                for (int p = 0; p < steps; p++) {
                    if (inside) {
                        gather(x, WindowPlaces.offset(s, k + p), buffers.corners, right[p], n);
                    } else {
                        FloatWindows.column(s, x, w, w + n, k + p, right[p], 0);
                    }
                }
                FloatPacked.accumulate(sums, filters, right, steps, weight, k * filters, 1, filters, n);
            }
            for (int f = 0; f < filters; f++) {
                float[] row = sums[f];
                for (int j = 0, i = w * filters + f; j < n; j++, i += filters) {
                    y[i] = row[j];
                }
            }
        }
    }

    private static void gather(float[] x, int offset, int[] corners, float[] to, int n) {
        for (int j = 0; j < n; j++) {
            to[j] = x[corners[j] + offset];
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
        if (FloatShortWindows.fits(s)) {
            FloatShortWindows.weightGradient(s, x, dy, filters, dw, windows, fromTap, toTap);
            return;
        }
        int atOnce = Math.max(1, COLUMNS / Math.max(1, s.channels()));
        for (int tap = fromTap; tap < toTap; tap += atOnce) {
            int end = Math.min(toTap, tap + atOnce);
            int n = (end - tap) * s.channels();
            float[][] right = buffers.right(STEPS, n);
            float[][] sums = buffers.sums(filters, n);
            int start = tap * s.channels() * filters;
            for (int f = 0; f < filters; f++) {
                for (int j = 0; j < n; j++) {
                    sums[f][j] = dw[start + j * filters + f];
                }
            }
            for (int w = 0; w < windows; w += STEPS) {
                int steps = Math.min(STEPS, windows - w);
                FloatWindows.rows(s, x, w, w + steps, tap, end, right);
                FloatPacked.accumulate(sums, filters, right, steps, dy, w * filters, 1, filters, n);
            }
            for (int f = 0; f < filters; f++) {
                for (int j = 0; j < n; j++) {
                    dw[start + j * filters + f] = sums[f][j];
                }
            }
        }
    }

    /** Some images: the gradients of a few windows at a time, which are added up where they overlap. */
    static void inputGradient(
            Windows s,
            float[] dy,
            float[] weight,
            int filters,
            float[] dx,
            int fromImage,
            int toImage,
            Buffers buffers) {
        int n = s.length();
        float[][] right = buffers.right(filters, n);
        for (int f = 0; f < filters; f++) {
            for (int k = 0; k < n; k++) {
                right[f][k] = weight[k * filters + f];
            }
        }
        int atOnce = 4;
        float[][] sums = buffers.sums(atOnce, n);
        Arrays.fill(dx, fromImage * s.imageSize(), toImage * s.imageSize(), 0);
        int last = toImage * s.count();
        for (int w = fromImage * s.count(); w < last; w += atOnce) {
            int count = Math.min(atOnce, last - w);
            for (int r = 0; r < count; r++) {
                Arrays.fill(sums[r], 0, n, 0);
            }
            FloatPacked.accumulate(sums, count, right, filters, dy, w * filters, filters, 1, n);
            FloatWindows.scatter(s, sums, w, w + count, dx);
        }
    }
}
