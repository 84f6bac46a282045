package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;

/**
 * Slopes by central differences: steps are halved from {@link Line#start}, two neighbours give Richardson's
 * extrapolation, their distance its error. Outputs are subtracted one by one before they are summed, so that a large sum
 * does not drown a small change.
 *
 * @see <a href="https://numerical.recipes/book.html">Press et al., Numerical Recipes, section 5.7</a>
 */
final class Differences {
    private static final int ROWS = 14;
    private static final int ROWS_UPWARDS = 9;
    private static final int MOST_ROWS = 60;

    /**
     * A slope and what is known about it.
     *
     * @param settling the distance of two estimates with neighbouring steps
     * @param rounding what the rounding of the outputs alone can do to it
     * @param firstRow the part that the first example of the batch has in it
     * @param lastRow the part that the last example of the batch has in it
     */
    record Slope(double value, double settling, double rounding, double firstRow, double lastRow) {
        static final Slope NONE =
                new Slope(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

        double uncertainty() {
            return settling + rounding;
        }
    }

    /** One-sided slopes and the change across the point, with one step. */
    record Sides(double left, double right, double change) {
        double gap() {
            return Math.abs(right - left);
        }
    }

    /** Both sides of the point with a step, an eighth of it and an eighth of that. */
    record Surroundings(Sides wide, Sides middle, Sides narrow, double noise, double rounding) {
        /** The gap between the slopes stays while the step shrinks: of a smooth function it shrinks, of noise it grows. */
        boolean isKinked(double tolerance) {
            return narrow.gap() > 10 * rounding + tolerance
                    && stays(wide.gap(), middle.gap())
                    && stays(middle.gap(), narrow.gap());
        }

        private static boolean stays(double before, double after) {
            return after > 0.5 * before && after < 2 * before;
        }

        boolean isBetween(double slope, double tolerance) {
            double slack =
                    tolerance + rounding + Math.abs(narrow.left - middle.left) + Math.abs(narrow.right - middle.right);
            return slope >= Math.min(narrow.left, narrow.right) - slack
                    && slope <= Math.max(narrow.left, narrow.right) + slack;
        }

        /** The change itself stays while the step shrinks. */
        boolean isJump() {
            return Math.abs(narrow.change) > 100 * noise
                    && stays(Math.abs(wide.change), Math.abs(middle.change))
                    && stays(Math.abs(middle.change), Math.abs(narrow.change));
        }
    }

    private final Subject subject;
    private final Tensor base;
    private final double[] upstream;
    private final Tolerance tolerance;
    private final double noise;
    private final boolean isStaircase;
    private final int rowSize;

    /** @param base the output at the point, finite */
    Differences(Subject subject, Tensor base, Tensor upstream, Tolerance tolerance) {
        this.subject = subject;
        this.base = base;
        this.upstream = upstream.doubles();
        this.tolerance = tolerance;
        Noise found = Noise.of(subject, base, upstream);
        this.noise = found.deviation();
        this.isStaircase = found.isStaircase();
        this.rowSize = base.size() / Math.max(1, base.batch());
    }

    /** The slope along a line; {@link Slope#NONE} where no step gives finite values. */
    Slope along(Line line) {
        try {
            Slope best = walk(line, line.start(), 0.5, Slope.NONE);
            boolean larger = best.rounding > tolerance.stated(best.value) || best.settling > best.rounding;
            return isGood(best) || Double.isNaN(best.value) || !larger ? best : walk(line, line.start(), 2, best);
        } finally {
            line.restore();
        }
    }

    private Slope walk(Line line, double start, double factor, Slope known) {
        Slope best = known;
        Slope previous = Slope.NONE;
        double h = start;
        int left = factor < 1 ? ROWS : ROWS_UPWARDS;
        for (int row = 0; row < MOST_ROWS && left > 0 && !isGood(best); row++, h *= factor) {
            Slope now = central(line, h);
            Slope estimate = factor < 1 ? extrapolate(previous, now) : extrapolate(now, previous);
            if (estimate.uncertainty() < best.uncertainty()) {
                best = estimate;
            }
            if (!Double.isNaN(best.value)) {
                left--; // rows outside of the function's domain do not count
            }
            previous = now;
        }
        return best;
    }

    private boolean isGood(Slope slope) {
        return slope.settling <= 0.25 * tolerance.of(slope.value, slope.rounding)
                && slope.rounding <= tolerance.stated(slope.value);
    }

    private static Slope extrapolate(Slope coarse, Slope fine) {
        double value = fine.value + (fine.value - coarse.value) / 3;
        if (!Double.isFinite(value)) {
            return Slope.NONE;
        }
        return new Slope(value, Math.abs(fine.value - coarse.value), fine.rounding, fine.firstRow, fine.lastRow);
    }

    private Slope central(Line line, double h) {
        double up = line.moveTo(h);
        Tensor above = subject.evaluate();
        double down = line.moveTo(-h);
        Tensor below = subject.evaluate();
        double width = up - down;
        int size = base.size();
        return new Slope(
                difference(above, below, 0, size) / width,
                Double.POSITIVE_INFINITY,
                4 * noise / h,
                difference(above, below, 0, Math.min(rowSize, size)) / width,
                difference(above, below, Math.max(0, size - rowSize), size) / width);
    }

    /** Whether differences of this function cannot prove anything against a gradient. */
    boolean isStaircase() {
        return isStaircase;
    }

    /** Looks at both sides of the point by themselves. */
    Surroundings around(Line line) {
        double h = line.start();
        try {
            return new Surroundings(sides(line, h), sides(line, h / 8), sides(line, h / 64), noise, 64 * 4 * noise / h);
        } finally {
            line.restore();
        }
    }

    private Sides sides(Line line, double h) {
        double up = line.moveTo(h);
        Tensor above = subject.evaluate();
        double down = line.moveTo(-h);
        Tensor below = subject.evaluate();
        int size = base.size();
        return new Sides(
                difference(base, below, 0, size) / -down,
                difference(above, base, 0, size) / up,
                difference(above, below, 0, size));
    }

    private double difference(Tensor above, Tensor below, int from, int to) {
        double[] a = above.doubles();
        double[] b = below.doubles();
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += upstream[i] * (a[i] - b[i]);
        }
        return sum;
    }
}
