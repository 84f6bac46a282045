package dev.nnkit.gradcheck;

import java.util.Arrays;

/**
 * Where a function may be asked for values, and where its slope is known to jump.
 *
 * @param lower the smallest argument, itself allowed; may be -infinity
 * @param upper the largest argument, itself allowed; may be infinity
 * @param kinks arguments at which the slope jumps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Domain(double lower, double upper, double[] kinks) {
    static final Domain ALL = new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, new double[0]);

    Domain {
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "gradient check: a domain must have its lower end below its upper one but" + " is [" + lower + ", "
                            + upper + "].");
        }
    }

    Domain between(double low, double high) {
        return new Domain(low, high, kinks);
    }

    Domain withKinks(double... points) {
        return new Domain(lower, upper, points.clone());
    }

    boolean contains(double x) {
        return x >= lower && x <= upper;
    }

    boolean isKink(double x) {
        return Arrays.stream(kinks).anyMatch(k -> k == x);
    }

    /** How far one may go from x in the direction of {@code sign}. */
    double room(double x, double sign) {
        return sign > 0 ? upper - x : x - lower;
    }

    /** The direction with more room; {@code otherwise} where there is plenty of it on both sides. */
    double inward(double x, double otherwise) {
        double up = upper - x;
        double down = x - lower;
        return Math.min(up, down) >= Math.max(1, Math.abs(x)) ? otherwise : up >= down ? 1 : -1;
    }
}
