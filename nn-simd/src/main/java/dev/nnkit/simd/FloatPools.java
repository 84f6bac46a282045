package dev.nnkit.simd;

import dev.nnkit.api.Windows;
import dev.nnkit.api.kernel.FloatPooling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatPooling} for windows of two by two pixels that lie side by side, a vector of channels at a time. Where it is
 * longer than what is left of a pixel, it reaches into the next one, which is written after it; the last window of a line
 * has none beside it and is left to plain loops.
 */
final class FloatPools {
    private static final VectorSpecies<Float> SPECIES = FloatTiles.SPECIES;
    private static final int LANES = FloatTiles.LANES;
    private static final int SIDE = 2;

    private FloatPools() {}

    static boolean fits(Windows s) {
        boolean exact = s.channels() % LANES == 0;
        boolean together = s.channels() < LANES && s.channels() > 1 && s.width() % SIDE == 0;
        return s.kernel() == SIDE && s.stride() == SIDE && (exact || together);
    }

    /** How many windows of a line vectors can take. */
    private static int most(Windows s) {
        int over = (LANES - s.channels() % LANES) % LANES;
        return Math.max(0, s.columns() - (over + s.channels() - 1) / s.channels());
    }

    /** Some images. */
    static void forward(Windows s, float[] x, float[] y, int fromImage, int toImage) {
        int channels = s.channels();
        int columns = s.columns();
        int rows = s.rows();
        int most = most(s);
        for (int line = fromImage * rows; line < toImage * rows; line++) {
            int image = line / rows;
            int upper = (image * s.height() + (line - image * rows) * SIDE) * s.width() * channels;
            largest(x, upper, s.width() * channels, channels, y, line * columns * channels, most);
            FloatPooling.largest(s, x, y, line * columns + most, (line + 1) * columns);
        }
    }

    static void largest(float[] x, int upper, int line, int channels, float[] y, int start, int count) {
        for (int window = 0; window < count; window++) {
            for (int c = 0; c < channels; c += LANES) {
                int i = upper + window * SIDE * channels + c;
                FloatVector.fromArray(SPECIES, x, i)
                        .max(FloatVector.fromArray(SPECIES, x, i + channels))
                        .max(FloatVector.fromArray(SPECIES, x, i + line)
                                .max(FloatVector.fromArray(SPECIES, x, i + line + channels)))
                        .intoArray(y, start + window * channels + c);
            }
        }
    }

    /** Some images. */
    static void backward(Windows s, float[] x, float[] y, float[] dy, float[] dx, int fromImage, int toImage) {
        int channels = s.channels();
        int columns = s.columns();
        int rows = s.rows();
        int most = most(s);
        if (rows * SIDE < s.height() || columns * SIDE < s.width()) { // else windows cover all
            Arrays.fill(dx, fromImage * s.imageSize(), toImage * s.imageSize(), 0);
        }
        for (int line = fromImage * rows; line < toImage * rows; line++) {
            int image = line / rows;
            int upper = (image * s.height() + (line - image * rows) * SIDE) * s.width() * channels;
            int lineSize = s.width() * channels;
            spread(x, upper, lineSize, channels, y, dy, dx, line * columns * channels, most);
            if (most < columns) {
                int done = upper + most * SIDE * channels;
                Arrays.fill(dx, done, upper + lineSize, 0);
                Arrays.fill(dx, done + lineSize, upper + 2 * lineSize, 0);
                FloatPooling.spread(s, x, y, dy, dx, line * columns + most, (line + 1) * columns);
            }
        }
    }

    /** What is given to the first that equals the largest, or is NaN, is taken from what the next ones can get. */
    static void spread(
            float[] x, int upper, int line, int channels, float[] y, float[] dy, float[] dx, int start, int count) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int window = 0; window < count; window++) {
            for (int c = 0; c < channels; c += LANES) {
                int i = upper + window * SIDE * channels + c;
                int at = start + window * channels + c;
                FloatVector largest = FloatVector.fromArray(SPECIES, y, at);
                FloatVector rest = FloatVector.fromArray(SPECIES, dy, at).add(zero);
                FloatVector v = FloatVector.fromArray(SPECIES, x, i);
                VectorMask<Float> is = v.compare(VectorOperators.EQ, largest).or(v.compare(VectorOperators.NE, v));
                zero.blend(rest, is).intoArray(dx, i);
                rest = rest.blend(zero, is);
                v = FloatVector.fromArray(SPECIES, x, i + channels);
                is = v.compare(VectorOperators.EQ, largest).or(v.compare(VectorOperators.NE, v));
                zero.blend(rest, is).intoArray(dx, i + channels);
                rest = rest.blend(zero, is);
                v = FloatVector.fromArray(SPECIES, x, i + line);
                is = v.compare(VectorOperators.EQ, largest).or(v.compare(VectorOperators.NE, v));
                zero.blend(rest, is).intoArray(dx, i + line);
                rest.blend(zero, is).intoArray(dx, i + line + channels);
            }
        }
    }
}
