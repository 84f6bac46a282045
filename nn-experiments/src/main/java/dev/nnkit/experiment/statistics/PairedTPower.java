package dev.nnkit.experiment.statistics;

import java.util.OptionalInt;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * The power of a two-sided paired t test with n normal differences whose mean is {@code effect} of their standard
 * deviations: the probability that a noncentral t with n - 1 degrees of freedom and noncentrality {@code effect *
 * sqrt(n)} is beyond the quantile of the level.
 */
public final class PairedTPower {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final int STEPS = 400;
    private static final int MOST_PAIRS = 1_000_000;

    private PairedTPower() {}

    /** The power with {@code pairs} pairs, 2 or more; within 1e-4. */
    public static double power(int pairs, double effect, double level) {
        int freedom = pairs - 1;
        double critical = -new TDistribution(null, freedom).inverseCumulativeProbability(level / 2);
        double shift = Math.abs(effect) * Math.sqrt(pairs);
        // Over s, the ratio of observed to true standard deviation, whose own deviation is about 1 / sqrt(2 freedom).
        double reach = 9 / Math.sqrt(2.0 * freedom);
        double low = Math.max(0, 1 - reach);
        double step = (1 + reach - low) / STEPS;
        double logConstant = Math.log(2) + freedom / 2.0 * Math.log(freedom / 2.0) - Gamma.logGamma(freedom / 2.0);
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double s = low + (i + 0.5) * step;
            double density = Math.exp(logConstant + (freedom - 1) * Math.log(s) - freedom * s * s / 2);
            double beyond = NORMAL.cumulativeProbability(shift - critical * s)
                    + NORMAL.cumulativeProbability(-shift - critical * s);
            sum += density * beyond * step;
        }
        return Math.min(1, sum);
    }

    /**
     * The smallest number of pairs that gives the power; empty where that is above a million, as for an effect of 0.
     */
    public static OptionalInt pairs(double effect, double level, double power) {
        // A t test needs more than a test that knows the variance: begin there.
        double quantiles =
                NORMAL.inverseCumulativeProbability(1 - level / 2) + NORMAL.inverseCumulativeProbability(power);
        double begin = Math.max(2, Math.floor(Math.pow(quantiles / effect, 2)));
        for (double pairs = begin; pairs <= MOST_PAIRS; pairs++) {
            if (power((int) pairs, effect, level) >= power) {
                return OptionalInt.of((int) pairs);
            }
        }
        return OptionalInt.empty();
    }
}
