package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Slopes by central differences: steps are halved from {@link Line#start}, two neighbours give Richardson's
 * extrapolation, their distance its error. Where rounding hides the slope, steps are doubled, with extrapolation to a
 * higher order. At the edge of a domain, one-sided differences of second order. Outputs are
 * subtracted one by one before they are summed, so that a large sum does not drown a small change.
 *
 * @see <a href="https://numerical.recipes/book.html">Press et al., Numerical Recipes, section 5.7</a>
 */
final class Differences {
    private static final int ROWS = 14;
    private static final int ROWS_UPWARDS = 16;
    /** Larger steps have errors of many orders, which are removed one after the other. */
    private static final int ORDERS_UPWARDS = 3;

    private static final int MOST_ROWS = 60;

    /** How many times the usual step large ones are that must not be led by what the function does close by. */
    private static final double AFAR = 1024;
    /** How far apart in measure of their uncertainty slopes from afar and from close by are where both cannot be right. */
    private static final double CLEARLY = 100;

    private final Subject subject;
    private final Tensor base;
    private final double[] upstream;
    private final Tolerance tolerance;
    private final Noise jitter;
    private final double noise;
    private final boolean isStaircase;
    private final int rowSize;

    /** @param base the output at the point, finite */
    Differences(Subject subject, Tensor base, Tensor upstream, Tolerance tolerance) {
        this.subject = subject;
        this.base = base;
        this.upstream = upstream.doubles();
        this.tolerance = tolerance;
        this.jitter = Noise.of(subject, base, upstream);
        this.noise = jitter.deviation();
        this.isStaircase = jitter.isStaircase();
        this.rowSize = base.size() / Math.max(1, base.batch());
    }

    /** Whether differences of this function cannot prove anything against a gradient. */
    boolean isStaircase() {
        return isStaircase;
    }

    /** How much the summed output jitters by rounding. */
    double noise() {
        return noise;
    }

    /** The slope along a line; {@link Slope#NONE} where no step gives finite values. */
    Slope along(Line line) {
        try {
            double start = line.start();
            double up = line.room(1);
            double down = line.room(-1);
            double room = Math.min(up, down);
            Slope best = Slope.NONE;
            if (room > 0) {
                best = walk(h -> h > room ? Slope.NONE : central(line, h), Math.min(start, room), 0.5, best);
            }
            if (!isGood(best) && best.exists() && isWorthLargerSteps(best) && room > start) {
                best = upwards(line, start, room, best);
            }
            if (!isGood(best) && room < start) {
                double sign = up >= down ? 1 : -1;
                best = walk(h -> oneSided(line, sign * h), Math.min(start, Math.max(up, down)), 0.5, best);
            }
            return best;
        } finally {
            line.restore();
        }
    }

    private boolean isWorthLargerSteps(Slope best) {
        return best.rounding() > tolerance.stated(best.value()) || best.settling() > best.rounding();
    }

    /**
     * Whether steps far larger than those that found {@code small} settle on another value, and that is {@code slope}: as
     * of a function that is right from afar and ends in steps of its own, which small differences take for its course.
     */
    boolean confirmFromAfar(Line line, double slope, Slope small) {
        try {
            double room = Math.min(line.room(1), line.room(-1));
            if (around(line, Math.min(0.5 * line.size(), room)).isKinked(tolerance.stated(slope))) {
                return false; // from afar, any kink looks like the mean of its slopes
            }
            Slope large = upwards(line, AFAR * line.start(), room, Slope.NONE);
            double unsure = large.uncertainty() + tolerance.stated(slope);
            return Math.abs(slope - large.value()) <= 10 * unsure
                    && CLEARLY * unsure <= Math.abs(slope - small.value());
        } finally {
            line.restore();
        }
    }

    private Slope upwards(Line line, double start, double room, Slope known) {
        return walk(h -> h > room ? Slope.NONE : central(line, h), start, 2, known);
    }

    private Slope walk(DoubleFunction<Slope> difference, double start, double factor, Slope known) {
        Slope best = known;
        Slope[] previous = {Slope.NONE};
        double h = start;
        int left = factor < 1 ? ROWS : ROWS_UPWARDS;
        for (int row = 0; row < MOST_ROWS && left > 0 && !isGood(best); row++, h *= factor) {
            Slope[] now = new Slope[Math.min(previous.length, factor < 1 ? 1 : ORDERS_UPWARDS) + 1];
            now[0] = difference.apply(h);
            for (int order = 1; order < now.length; order++) {
                Slope other = previous[order - 1];
                now[order] = factor < 1
                        ? Slope.extrapolate(other, now[order - 1], order)
                        : Slope.extrapolate(now[order - 1], other, order);
                if (now[order].uncertainty() < best.uncertainty() && now[order].refines(known)) {
                    best = now[order];
                }
            }
            if (best.exists()) {
                left--; // rows outside of the function's domain do not count
            }
            previous = now;
        }
        return best;
    }

    private boolean isGood(Slope slope) {
        return slope.settling() <= 0.25 * tolerance.of(slope.value(), slope.rounding())
                && slope.rounding() <= tolerance.stated(slope.value());
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
                4 * noise(above, below) / h,
                difference(above, below, 0, Math.min(rowSize, size)) / width,
                difference(above, below, Math.max(0, size - rowSize), size) / width);
    }

    /**
     * The noise of the examples in which anything moved, since the others cancel to the bit. Where nothing moved, that
     * of all: they may stand still because they are rounded to steps larger than this one.
     */
    private double noise(Tensor above, Tensor below) {
        double squares = 0;
        int rows = rowSize == 0 ? 0 : base.size() / rowSize;
        for (int row = 0; row < rows; row++) {
            int from = row * rowSize;
            int to = from + rowSize;
            if (!Arrays.equals(above.doubles(), from, to, below.doubles(), from, to)) {
                squares += Math.pow(jitter.deviation(from, to), 2);
            }
        }
        return squares == 0 ? jitter.least() : Math.sqrt(squares);
    }

    /** The slope at the point of the parabola through it and two points on one side. */
    private Slope oneSided(Line line, double h) {
        double near = line.moveTo(h / 2);
        Tensor middle = subject.evaluate();
        double far = line.moveTo(h);
        Tensor end = subject.evaluate();
        int size = base.size();
        return new Slope(
                parabola(middle, near, end, far, 0, size),
                Double.POSITIVE_INFINITY,
                16 * noise / Math.abs(h),
                parabola(middle, near, end, far, 0, Math.min(rowSize, size)),
                parabola(middle, near, end, far, Math.max(0, size - rowSize), size));
    }

    private double parabola(Tensor middle, double near, Tensor end, double far, int from, int to) {
        double first = difference(middle, base, from, to);
        double second = difference(end, base, from, to);
        return (far * far * first - near * near * second) / (near * far * (far - near));
    }

    /** Looks at both sides of the point by themselves. */
    Surroundings around(Line line) {
        return around(line, Math.min(line.start(), Math.min(line.room(1), line.room(-1))));
    }

    private Surroundings around(Line line, double h) {
        if (!(h > 0)) {
            return Surroundings.NONE;
        }
        try {
            return new Surroundings(sides(line, h), sides(line, h / 8), sides(line, h / 64), noise, 64 * 4 * noise / h);
        } finally {
            line.restore();
        }
    }

    private Surroundings.Sides sides(Line line, double h) {
        double up = line.moveTo(h);
        Tensor above = subject.evaluate();
        double down = line.moveTo(-h);
        Tensor below = subject.evaluate();
        int size = base.size();
        return new Surroundings.Sides(
                difference(base, below, 0, size) / -down,
                difference(above, base, 0, size) / up,
                difference(above, below, 0, size));
    }

    /** How the function changes from the point to where the variables stand. */
    double change() {
        return difference(subject.evaluate(), base, 0, base.size());
    }

    private double difference(Tensor above, Tensor below, int from, int to) {
        return difference(upstream, above, below, from, to);
    }

    /** {@code sum(upstream * (above - below))} over some outputs. */
    static double difference(double[] upstream, Tensor above, Tensor below, int from, int to) {
        double[] a = above.doubles();
        double[] b = below.doubles();
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += upstream[i] * (a[i] - b[i]);
        }
        return sum;
    }
}
