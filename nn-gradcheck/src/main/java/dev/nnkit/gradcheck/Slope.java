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
    static final Slope NONE =
            new Slope(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

    /** What two neighbouring steps say, one half of the other, when their errors shrink with the square of the step. */
    static Slope extrapolate(Slope coarse, Slope fine) {
        double value = fine.value + (fine.value - coarse.value) / 3;
        if (!Double.isFinite(value)) {
            return NONE;
        }
        return new Slope(value, Math.abs(fine.value - coarse.value), fine.rounding, fine.firstRow, fine.lastRow);
    }

    boolean exists() {
        return !Double.isNaN(value);
    }

    double uncertainty() {
        return settling + rounding;
    }
}
