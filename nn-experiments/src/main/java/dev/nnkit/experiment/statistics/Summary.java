package dev.nnkit.experiment.statistics;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One variant in figures. All of them are of the trials that ended with a score, NaN where too few did, and so say
 * nothing about those that failed: {@code failures} belongs beside every mean that is shown.
 *
 * <p>Both intervals hold the mean over all seeds that could have been drawn, on the same test rows, with 95 %
 * confidence.
 *
 * <ul>
 *   <li>{@code byT}: {@code mean ± t(0.975, n - 1) * sd / sqrt(n)}, right for normal scores. No width where all are the
 *   same.
 *   <li>{@code byBootstrap}: studentised (<a href="https://doi.org/10.1201/9780429246593">Efron & Tibshirani 1993,
 *       section 12.5</a>), {@code mean - t* sd / sqrt(n)}, where t* are the quantiles of {@code (mean* - mean) / (sd* /
 *       sqrt(n))} over {@value #RESAMPLES} resamples, always the same ones for the same n. It follows skew, and asks
 *       more of the data: resamples of one value repeated count as infinitely far away, so that an end is infinite
 *       where n is 3 or less.
 * </ul>
 *
 * @param seeds how many trials there were, failures included
 * @param standardDeviation with n - 1 below
 */
public record Summary(
        String variant,
        int seeds,
        int failures,
        double mean,
        double standardDeviation,
        double median,
        double min,
        double max,
        Interval byT,
        Interval byBootstrap) {
    /** Such that the ends of the interval are the 50th and the 1950th of 1999 in order. */
    static final int RESAMPLES = 1999;

    private static final double LEVEL = 0.05;

    public static Summary of(Outcomes outcomes) {
        double[] scores = outcomes.scores();
        Sample sample = Sample.of(scores);
        return new Summary(
                outcomes.variant(),
                outcomes.seeds(),
                outcomes.failures(),
                sample.mean(),
                sample.standardDeviation(),
                StatUtils.percentile(scores, 50),
                StatUtils.min(scores),
                StatUtils.max(scores),
                sample.interval(LEVEL),
                bootstrap(sample));
    }

    private static Interval bootstrap(Sample sample) {
        if (sample.size() < 2) {
            return Interval.EVERYTHING;
        }
        if (sample.standardDeviation() == 0) {
            return new Interval(sample.mean(), sample.mean());
        }
        double[] drawn = new double[sample.size()];
        double[] t = new double[RESAMPLES];
        RandomStream random = RandomStream.of(0, "studentised bootstrap");
        for (int i = 0; i < RESAMPLES; i++) {
            t[i] = resampledT(sample, drawn, random);
        }
        Arrays.sort(t);
        int outside = (int) Math.round((RESAMPLES + 1) * LEVEL / 2);
        return new Interval(
                sample.mean() - t[RESAMPLES - outside] * sample.standardError(),
                sample.mean() - t[outside - 1] * sample.standardError());
    }

    /**
     * The t statistic of one resample, which goes into {@code drawn}, with the mean of the sample as its hypothesis.
     */
    private static double resampledT(Sample sample, double[] drawn, RandomStream random) {
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = sample.values().get(random.nextInt(drawn.length));
        }
        Sample resample = Sample.of(drawn);
        double away = resample.mean() - sample.mean();
        return away == 0 ? 0 : away / resample.standardError();
    }
}
