package dev.nnkit.experiment.statistics;

import java.util.Arrays;

/**
 * Numbers as whole multiples of a step, a power of two about 2^-40 of their size: 96.90 - 96.76 and 97.07 - 96.93
 * differ in their last bits and must count as a tie.
 */
record Grid(double step) {
    private static final int BITS = 40;

    /** The grid on which {@code size} has about 40 bits. */
    static Grid of(double size) {
        // Not below the smallest normal number: there a step would be 0.
        return new Grid(Math.scalb(1.0, Math.max(Math.getExponent(size) - BITS, Double.MIN_EXPONENT)));
    }

    /** By the median size of the scores that are not 0: one that exploded must not make the others equal. */
    static Grid ofScores(double... scores) {
        double[] sizes = Arrays.stream(scores)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        return of(sizes.length == 0 ? 0 : sizes[sizes.length / 2]);
    }

    double round(double value) {
        return Math.rint(value / step) * step;
    }

    long[] steps(double[] values) {
        long[] steps = new long[values.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (long) Math.rint(values[i] / step);
        }
        return steps;
    }
}
