package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;

/** A straight way through the space of one variable: one coordinate, or several at once with signs. */
final class Line {
    private static final double START = Math.cbrt(Math.ulp(1.0));

    private final double[] values;
    private final int[] indices;
    private final double[] signs;
    private final double[] origin;

    private Line(double[] values, int[] indices, double[] signs) {
        this.values = values;
        this.indices = indices;
        this.signs = signs;
        this.origin = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            origin[i] = values[indices[i]];
        }
    }

    static Line along(double[] values, int index) {
        return new Line(values, new int[] {index}, new double[] {1});
    }

    /** Through all of {@code indices} at once, each up or down by chance. */
    static Line across(double[] values, int[] indices, RandomStream random) {
        double[] signs = new double[indices.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextLong() < 0 ? -1 : 1;
        }
        return new Line(values, indices, signs);
    }

    /** The part of this line that goes through some of its coordinates. */
    Line part(int from, int to) {
        return new Line(values, Arrays.copyOfRange(indices, from, to), Arrays.copyOfRange(signs, from, to));
    }

    int length() {
        return indices.length;
    }

    int index(int i) {
        return indices[i];
    }

    /** {@code cbrt(eps) * max(1, |x|)}, where the errors of central differences balance. */
    double start() {
        double size = 1;
        for (double x : origin) {
            size = Math.max(size, Math.abs(x));
        }
        return START * size;
    }

    /** Goes to distance {@code t} and returns how far the first coordinate really moved: rounding included. */
    double moveTo(double t) {
        for (int i = 0; i < indices.length; i++) {
            values[indices[i]] = origin[i] + signs[i] * t;
        }
        return (values[indices[0]] - origin[0]) * signs[0];
    }

    /** Back to where it was, to the bit. */
    void restore() {
        for (int i = 0; i < indices.length; i++) {
            values[indices[i]] = origin[i];
        }
    }

    /** The slope along this line that {@code gradient} tells. */
    double slope(double[] gradient) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += signs[i] * gradient[indices[i]];
        }
        return sum;
    }
}
