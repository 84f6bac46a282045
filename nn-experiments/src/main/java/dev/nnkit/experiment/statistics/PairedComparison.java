package dev.nnkit.experiment.statistics;

import com.google.common.math.DoubleMath;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.special.Gamma;

/**
 * One variant against the baseline, as one of a family of comparisons.
 *
 * <p>Which test is used: the paired t test, unless a trial of the two failed or all differences have the same size;
 * then the exact permutation test on {@link Pairs#signedRanks}. Exchanging the variants of a pair changes neither
 * condition, so the choice favours nobody and both tests keep their level under it.
 *
 * <p>All differences are advantages of the variant over the baseline: positive is better (see {@link Measure}).
 *
 * @param p of that test, two-sided
 * @param correctedP after {@link Holm}, over the family
 * @param family how many variants are compared with the baseline
 */
public record PairedComparison(Pairs pairs, Test test, double p, double correctedP, int family, Criteria criteria) {
    /** The test behind p. */
    public enum Test {
        PAIRED_T,
        EXACT_SIGNED_RANK
    }

    /** What may be said. */
    public enum Finding {
        BETTER,
        WORSE,
        NOT_SHOWN,
        TOO_FEW_SEEDS
    }

    /** A comparison that is a family by itself. */
    public static PairedComparison of(Outcomes variant, Outcomes baseline, Criteria criteria) {
        return AgainstBaseline.of(baseline, List.of(variant), criteria)
                .comparisons()
                .get(0);
    }

    static PairedComparison uncorrected(Pairs pairs, int family, Criteria criteria) {
        double[] advantages = pairs.advantages();
        boolean ranks = pairs.hasFailures()
                || Arrays.stream(advantages).map(Math::abs).distinct().count() < 2;
        double p = ranks
                ? PermutationTest.of(pairs.signedRanks()).p()
                : Sample.of(advantages).p();
        return new PairedComparison(pairs, ranks ? Test.EXACT_SIGNED_RANK : Test.PAIRED_T, p, p, family, criteria);
    }

    PairedComparison corrected(double correction) {
        return new PairedComparison(pairs, test, p, correction, family, criteria);
    }

    private Sample sample() {
        return Sample.of(pairs.advantages());
    }

    /** Mean advantage over the seeds where both finished; NaN without any. */
    public double meanAdvantage() {
        return sample().mean();
    }

    /** The t interval of the mean advantage with confidence 1 - level, for this comparison by itself. */
    public Interval interval() {
        return sample().interval(criteria.level());
    }

    /**
     * The t interval with confidence 1 - level / family: all of the family's hold together with confidence 1 - level
     * (Bonferroni). What lies outside may be called excluded. Where the t test finds nothing after Holm's correction, 0
     * lies inside.
     */
    public Interval simultaneousInterval() {
        return sample().interval(criteria.level() / family);
    }

    /**
     * Hedges' g of paired differences: Cohen's d_z, mean / standard deviation of the differences, times {@code gamma(f
     * / 2) / (sqrt(f / 2) gamma((f - 1) / 2))} with f = n - 1, which takes away the bias of few pairs (<a
     * href="https://doi.org/10.3102/10769986006002107">Hedges 1981</a>). NaN with fewer than 3 finished pairs; infinite
     * where all differences are the same but 0.
     */
    public double effectSize() {
        Sample sample = sample();
        double half = (sample.size() - 1) / 2.0;
        double correction = Math.exp(Gamma.logGamma(half) - Gamma.logGamma(half - 0.5)) / Math.sqrt(half);
        return correction * sample.mean() / sample.standardDeviation();
    }

    /**
     * How many seeds would show a true difference of this size with the power of the criteria, at the level divided by
     * the family (the strictest step of Holm's correction), were the true standard deviation of the differences what it
     * was here. Empty where trials failed, since means no longer tell all; where fewer than two pairs show no
     * deviation; and above a million.
     *
     * @param difference above 0; throws IllegalArgumentException otherwise
     */
    public OptionalInt seedsToSee(double difference) {
        if (!(difference > 0)) {
            throw new IllegalArgumentException("the difference to be seen must be above 0 but is " + difference + ".");
        }
        double deviation = sample().standardDeviation();
        if (pairs.hasFailures() || Double.isNaN(deviation)) {
            return OptionalInt.empty();
        }
        OptionalInt pairs = PairedTPower.pairs(difference / deviation, criteria.level() / family, criteria.power());
        return pairs.isPresent() ? OptionalInt.of(Math.max(pairs.getAsInt(), seedsToReachLevel())) : pairs;
    }

    /**
     * The fewest seeds with which a claim is allowed: even if all n agree, no test that assumes nothing about the
     * distribution gets below {@code 2 / 2^n}, and that must not be above level / family. 6 for one comparison at 0.05,
     * 9 for eight.
     */
    public int seedsToReachLevel() {
        return 1 + DoubleMath.log2(family / criteria.level(), RoundingMode.CEILING);
    }

    /** What may be said: a claim needs enough seeds and a corrected p that is not above the level. */
    public Finding finding() {
        if (pairs.seeds() < seedsToReachLevel()) {
            return Finding.TOO_FEW_SEEDS;
        }
        if (correctedP > criteria.level()) {
            return Finding.NOT_SHOWN;
        }
        double direction = test == Test.PAIRED_T
                ? meanAdvantage()
                : Arrays.stream(pairs.signedRanks()).sum();
        return direction > 0 ? Finding.BETTER : Finding.WORSE;
    }
}
