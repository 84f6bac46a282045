package dev.nnkit.experiment.statistics;

import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How far a result on these test rows may be from the result on all rows that could have been drawn: the half width of
 * a 95 % interval. Seeds do not show it, since every seed is tested on the same rows.
 *
 * @param rows of the test set, 1 or more
 * @param halfWidth in the unit of the scores, points for accuracies; empty where the metric's rows are not known
 * @param bound whether halfWidth is an upper bound, reached only by the worst arrangement of the rows
 */
public record TestSetError(int rows, OptionalDouble halfWidth, boolean bound) {
    private static final double Z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.975);

    public TestSetError {
        if (rows < 1) {
            throw new IllegalArgumentException("a test set must have 1 row or more but has " + rows + ".");
        }
    }

    private static TestSetError estimated(int rows, double halfWidth) {
        return new TestSetError(rows, OptionalDouble.of(halfWidth), false);
    }

    /** Of a metric that is known for the whole test set only. */
    public static TestSetError unknown(int rows) {
        return new TestSetError(rows, OptionalDouble.empty(), false);
    }

    /**
     * Of one accuracy: half of the interval by <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson
     * 1927</a>, {@code z / (1 + z²/n) sqrt(p (1 - p) / n + z² / (4 n²))}, which has a width at 0 and 100 points, too.
     *
     * @param points accuracy times 100, or its mean over seeds
     */
    public static TestSetError accuracy(double points, int rows) {
        Interval wilson = wilson(points, rows);
        return estimated(rows, wilson.halfWidth());
    }

    /** The interval behind {@link #accuracy}, in points; its middle lies nearer to 50 than the accuracy. */
    public static Interval wilson(double points, int rows) {
        double p = requirePoints(points) / 100;
        double z2 = Z * Z / rows;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / rows + z2 / (4.0 * rows));
        return new Interval(100 * (middle - half), 100 * (middle + half));
    }

    /**
     * Of the difference of two accuracies on the same rows, from how many rows only the one and only the other has
     * right; only they tell the two apart, as in McNemar's test. Agresti and Min's interval, with half a row added to
     * each of the four counts (<a href="https://doi.org/10.1002/sim.1781">2005</a>), so that a width remains where no
     * row differs.
     *
     * @param onlyFirst a count, or its mean over pairs of runs with the same seed
     */
    public static TestSetError accuracyDifference(double onlyFirst, double onlySecond, int rows) {
        if (!(onlyFirst >= 0 && onlySecond >= 0 && onlyFirst + onlySecond <= rows)) {
            throw new IllegalArgumentException("rows that one of two has right must be 0 or more and at most the "
                    + rows + " of the test set but are " + onlyFirst + " and " + onlySecond + ".");
        }
        return estimated(rows, agrestiMin(onlyFirst + onlySecond, onlyFirst - onlySecond, rows));
    }

    private static double agrestiMin(double apart, double ahead, int rows) {
        double n = rows + 2;
        double variance = (apart + 1) / n - Math.pow(ahead / n, 2);
        return 100 * Z * Math.sqrt(variance / n);
    }

    /**
     * An upper bound of {@link #accuracyDifference} from the accuracies alone: at most {@code min(first + second, 200 -
     * first - second)} percent of the rows tell the two apart.
     */
    public static TestSetError accuracyDifferenceAtMost(double first, double second, int rows) {
        double sum = requirePoints(first) + requirePoints(second);
        double apart = Math.min(sum, 200 - sum) / 100 * rows;
        double ahead = (first - second) / 100 * rows;
        return new TestSetError(rows, OptionalDouble.of(agrestiMin(apart, ahead, rows)), true);
    }

    /** The same for two variants with accuracies in points, at their means; unknown where all trials of one failed. */
    public static TestSetError accuracyDifferenceAtMost(Pairs pairs, int rows) {
        double first = Sample.of(pairs.variant().scores()).mean();
        double second = Sample.of(pairs.baseline().scores()).mean();
        return Double.isNaN(first + second) ? unknown(rows) : accuracyDifferenceAtMost(first, second, rows);
    }

    /**
     * Of a metric that is a mean over rows, or of the difference of two: from what each row adds to that mean, its loss
     * or the difference of its two losses, themselves means over seeds. {@code t(0.975, n - 1) sd / sqrt(n)}. For a metric
     * that is no mean, such as a root mean square or R², by the delta method, give what each row adds to its first-order
     * change: {@code e^2 / (2 r)} for a root mean square r of errors e.
     */
    public static TestSetError ofRows(double... values) {
        Interval interval = Sample.of(values).interval(0.05);
        return values.length < 2 ? unknown(values.length) : estimated(values.length, interval.halfWidth());
    }

    private static double requirePoints(double points) {
        if (!(points >= 0 && points <= 100)) {
            throw new IllegalArgumentException("an accuracy must lie between 0 and 100 points but is " + points
                    + ". Points are shares times 100.");
        }
        return points;
    }
}
