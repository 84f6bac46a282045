package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A straight way through the space of one variable: one coordinate, or several at once with signs. */
final class Line {
    private static final double START = Math.cbrt(Math.ulp(1.0));

    private final double[] values;
    private final Domain domain;
    private final int[] indices;
    private final double[] signs;
    private final double[] origin;

    private Line(double[] values, Domain domain, int[] indices, double[] signs) {
        this.values = values;
        this.domain = domain;
        this.indices = indices;
        this.signs = signs;
        this.origin = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            origin[i] = values[indices[i]];
        }
    }

    static Line along(Variable variable, int index) {
        return new Line(variable.values().doubles(), variable.domain(), new int[] {index}, new double[] {1});
    }

    /** Through all elements at once, all up. */
    static Line together(Variable variable) {
        int[] all = IntStream.range(0, variable.values().size()).toArray();
        double[] signs = new double[all.length];
        Arrays.fill(signs, 1);
        return new Line(variable.values().doubles(), variable.domain(), all, signs);
    }

    /** Through all of {@code indices} at once, each up or down by chance; at an edge of the domain, inwards. */
    static Line across(Variable variable, int[] indices, RandomStream random) {
        double[] values = variable.values().doubles();
        double[] signs = new double[indices.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = variable.domain().inward(values[indices[i]], random.nextLong() < 0 ? -1 : 1);
        }
        return new Line(values, variable.domain(), indices, signs);
    }

    /** The part of this line that goes through some of its coordinates. */
    Line part(int from, int to) {
        return new Line(values, domain, Arrays.copyOfRange(indices, from, to), Arrays.copyOfRange(signs, from, to));
    }

    int length() {
        return indices.length;
    }

    int index(int i) {
        return indices[i];
    }

    /** {@code max(1, |x|)} of its coordinates. */
    double size() {
        double size = 1;
        for (double x : origin) {
            size = Math.max(size, Math.abs(x));
        }
        return size;
    }

    /** {@code cbrt(eps) * max(1, |x|)}, where the errors of central differences balance. */
    double start() {
        return START * size();
    }

    /** How far one may go before a coordinate leaves the domain; {@code sign} -1 is backwards. */
    double room(double sign) {
        double room = Double.POSITIVE_INFINITY;
        for (int i = 0; i < origin.length; i++) {
            room = Math.min(room, domain.room(origin[i], sign * signs[i]));
        }
        return room;
    }

    /** Goes to distance {@code t} and returns how far the first coordinate really moved: rounding included. */
    double moveTo(double t) {
        for (int i = 0; i < indices.length; i++) {
            values[indices[i]] = origin[i] + signs[i] * t;
        }
        return (values[indices[0]] - origin[0]) * signs[0];
    }

    /** How the function should have changed on the way to where the line stands, if {@code gradient} is right. */
    double predicted(double[] gradient) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += (values[indices[i]] - origin[i]) * gradient[indices[i]];
        }
        return sum;
    }

    /**
     * The sizes, summed up, of what a sum like this function may consist of where the line stands: its rounding is seen
     * even where the terms cancel.
     */
    double terms(double[] gradient) {
        double sum = 0;
        for (int index : indices) {
            sum += Math.abs(values[index] * gradient[index]);
        }
        return sum;
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
