package dev.nnkit.gradcheck;

/**
 * A slope by differences and what is known about it.
 *
 * @param settling the distance of two estimates with neighbouring steps
 * @param rounding what the rounding of the outputs alone can do to it
 * @param firstRow the part that the first example of the batch has in it
 * @param lastRow the part that the last example of the batch has in it
 */
record Slope(double value, double settling, double rounding, double firstRow, double lastRow) {
    /** Estimates of uncertainty are estimates. */
    private static final double FAR = 10;

    static final Slope NONE =
            new Slope(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

    /** What two neighbouring steps say, one half of the other, when their errors shrink with the step to the {@code 2 order}. */
    static Slope extrapolate(Slope coarse, Slope fine, int order) {
        double value = fine.value + (fine.value - coarse.value) / (Math.pow(4, order) - 1);
        if (!Double.isFinite(value)) {
            return NONE;
        }
        return new Slope(value, Math.abs(fine.value - coarse.value), fine.rounding, fine.firstRow, fine.lastRow);
    }

    boolean exists() {
        return !Double.isNaN(value);
    }

    /** Whether this lies within what was known: larger steps may reach over a pole, to another slope. */
    boolean refines(Slope known) {
        return !known.exists() || Math.abs(value - known.value) <= FAR * (known.uncertainty() + uncertainty());
    }

    double uncertainty() {
        return settling + rounding;
    }
}
