package dev.nnkit.experiment.statistics;

import com.google.common.primitives.ImmutableDoubleArray;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/** Mean, standard deviation and t interval of a few numbers; NaN where there are too few for it. */
record Sample(ImmutableDoubleArray values, double mean, double standardDeviation) {
    static Sample of(double... values) {
        ImmutableDoubleArray copy = ImmutableDoubleArray.copyOf(values);
        if (values.length < 2) {
            return new Sample(copy, StatUtils.mean(values), Double.NaN);
        }
        // Rounding would give ten times 0.1 a deviation that is not 0.
        return StatUtils.min(values) == StatUtils.max(values)
                ? new Sample(copy, values[0], 0)
                : new Sample(copy, StatUtils.mean(values), Math.sqrt(StatUtils.variance(values)));
    }

    int size() {
        return values.length();
    }

    double standardError() {
        return standardDeviation / Math.sqrt(size());
    }

    /** {@code mean ± t(1 - level / 2, n - 1) * standard error}; everything where there are fewer than two values. */
    Interval interval(double level) {
        if (size() < 2) {
            return Interval.EVERYTHING;
        }
        double half = -new TDistribution(null, size() - 1).inverseCumulativeProbability(level / 2) * standardError();
        return new Interval(mean - half, mean + half);
    }

    /** Two-sided p of the hypothesis that the mean is 0, by Student's t. Needs two values that differ. */
    double p() {
        double t = mean / standardError();
        return 2 * new TDistribution(null, size() - 1).cumulativeProbability(-Math.abs(t));
    }
}
