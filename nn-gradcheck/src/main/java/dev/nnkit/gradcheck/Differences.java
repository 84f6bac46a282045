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
    private static final int ROWS_WHILE_NOTHING_IS_FINITE = 40;
    private static final int ROWS_UPWARDS = 9;

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

    /** One-sided slopes and the change across the point, with a step and with an eighth of it. */
    record Sides(
            double left,
            double right,
            double smallLeft,
            double smallRight,
            double change,
            double smallChange,
            double rounding) {
        /** The gap between the slopes stays while the step shrinks: of a smooth function it shrinks as well. */
        boolean isKinked(double tolerance) {
            double gap = Math.abs(smallRight - smallLeft);
            return gap > 10 * rounding + tolerance && gap > 0.5 * Math.abs(right - left);
        }

        boolean isBetween(double slope, double tolerance) {
            double slack = tolerance + rounding + Math.abs(smallLeft - left) + Math.abs(smallRight - right);
            return slope >= Math.min(smallLeft, smallRight) - slack && slope <= Math.max(smallLeft, smallRight) + slack;
        }

        /** The change itself stays while the step shrinks. */
        boolean isJump(double noise) {
            return Math.abs(smallChange) > 100 * noise && Math.abs(smallChange) > 0.6 * Math.abs(change);
        }
    }

    private final Subject subject;
    private final Tensor base;
    private final double[] upstream;
    private final Tolerance tolerance;
    private final double noise;
    private final int rowSize;

    /** @param base the output at the point, finite */
    Differences(Subject subject, Tensor base, Tensor upstream, Tolerance tolerance) {
        this.subject = subject;
        this.base = base;
        this.upstream = upstream.doubles();
        this.tolerance = tolerance;
        this.noise = Noise.of(subject, base, upstream);
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
        for (int row = 0; row < rows(factor, best); row++, h *= factor) {
            Slope now = central(line, h);
            Slope estimate = factor < 1 ? extrapolate(previous, now) : extrapolate(now, previous);
            if (estimate.uncertainty() < best.uncertainty()) {
                best = estimate;
            }
            if (isGood(best)) {
                break;
            }
            previous = now;
        }
        return best;
    }

    private static int rows(double factor, Slope best) {
        if (factor > 1) {
            return ROWS_UPWARDS;
        }
        return Double.isNaN(best.value) ? ROWS_WHILE_NOTHING_IS_FINITE : ROWS;
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

    /** Looks at both sides of the point by themselves. */
    Sides sides(Line line) {
        double h = line.start();
        try {
            double[] wide = oneSided(line, h);
            double[] narrow = oneSided(line, h / 8);
            return new Sides(wide[0], wide[1], narrow[0], narrow[1], wide[2], narrow[2], 8 * 4 * noise / h);
        } finally {
            line.restore();
        }
    }

    /** The noise of one evaluation of the summed output. */
    double noise() {
        return noise;
    }

    private double[] oneSided(Line line, double h) {
        double up = line.moveTo(h);
        Tensor above = subject.evaluate();
        double down = line.moveTo(-h);
        Tensor below = subject.evaluate();
        int size = base.size();
        return new double[] {
            difference(base, below, 0, size) / -down,
            difference(above, base, 0, size) / up,
            difference(above, below, 0, size)
        };
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
