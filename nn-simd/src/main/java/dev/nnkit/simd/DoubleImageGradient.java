package dev.nnkit.simd;

import dev.nnkit.api.Windows;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of a convolution's images in double: those of some windows at a time, which are added up where windows overlap.
 * Lanes are elements of a window.
 *
 * <p>Sums have the order of the scalar kernels: over the filters first, then over the windows in their order.
 */
final class DoubleImageGradient {
    private static final int ROWS = DoubleFilterTiles.ROWS;
    private static final int LANES = DoubleTiles.LANES;
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;

    /** About how many numbers the gradients of some windows have. */
    private static final int BLOCK = 1 << 13;

    private DoubleImageGradient() {}

    /** Some images. */
    static void calculate(
            Windows s,
            double[] dy,
            DoubleFilters weight,
            double[] dx,
            int fromImage,
            int toImage,
            DoubleConvolution.Buffers buffers) {
        int filters = weight.columns();
        int size = DoubleFilters.padded(s.length());
        int atOnce = Math.max(1, BLOCK / ROWS / Math.max(1, size)) * ROWS;
        double[] block = buffers.windows(atOnce * size + LANES);
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
            products(from, start, rows, weight, s.length(), block, size);
            scatter(s, block, size, w, w + count, dx, toImage * s.imageSize());
        }
    }

    /** The gradients of some windows, each a row of the block. */
    private static void products(
            double[] dy, int start, int rows, DoubleFilters weight, int length, double[] block, int size) {
        int filters = weight.columns();
        for (int k = 0; k < length; ) {
            int width = DoubleFilters.width(length - k);
            for (int i = 0; i < rows; i += ROWS) {
                DoubleFilterTiles.eightRows(
                        width,
                        dy,
                        start + i * filters,
                        filters,
                        1,
                        weight.panels(),
                        filters * k,
                        width,
                        null,
                        0,
                        0,
                        block,
                        i * size + k,
                        size,
                        filters);
            }
            k += width;
        }
    }

    private static void scatter(Windows s, double[] block, int step, int from, int to, double[] dx, int limit) {
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
                    count,
                    limit);
        }
    }

    /**
     * Adds some lines of {@code count} numbers. The last vector of a line adds only what is left of it, and writes the rest
     * as it was, but not at {@code limit}, where numbers of other threads begin.
     */
    static void add(
            double[] from, int start, int step, double[] to, int at, int toStep, int lines, int count, int limit) {
        int whole = count / LANES * LANES;
        VectorMask<Double> left = SPECIES.indexInRange(0, count - whole);
        for (int line = 0; line < lines; line++) {
            int i = start + line * step;
            int j = at + line * toStep;
            for (int end = i + whole; i < end; i += LANES, j += LANES) {
                DoubleVector.fromArray(SPECIES, to, j)
                        .add(DoubleVector.fromArray(SPECIES, from, i))
                        .intoArray(to, j);
            }
            if (j + LANES <= limit) {
                DoubleVector old = DoubleVector.fromArray(SPECIES, to, j);
                old.blend(old.add(DoubleVector.fromArray(SPECIES, from, i)), left)
                        .intoArray(to, j);
            } else {
                for (int end = i + count - whole; i < end; i++, j++) {
                    to[j] += from[i];
                }
            }
        }
    }
}
