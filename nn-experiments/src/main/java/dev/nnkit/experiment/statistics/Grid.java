package dev.nnkit.experiment.statistics;

/**
 * Numbers as whole multiples of a step, a power of two that is 2^-40 of the largest: 97.12 - 96.98 and 97.30 - 97.16 differ in
 * their last bits and must count as a tie.
 */
record Grid(double step) {
    private static final int BITS = 40;

    /** The grid on which the largest of the numbers has about 40 bits. */
    static Grid of(double... numbers) {
        double largest = 0;
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a permutation test needs finite differences but one is " + number
                        + ". Leave failures to Pairs.");
            }
            largest = Math.max(largest, Math.abs(number));
        }
        // Not below the smallest normal number: there a step would be 0.
        return new Grid(Math.scalb(1.0, Math.max(Math.getExponent(largest) - BITS, Double.MIN_EXPONENT)));
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
