package dev.nnkit.experiment.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two variants seed by seed, and the rule for trials that failed.
 *
 * <p><b>Failures.</b> Within a pair, a failed trial loses to every success, by more than any success loses to another,
 * and ties with a failure. No score is made up for it and no pair is dropped: {@link #signedRanks} holds all of them,
 * and a permutation test on those is exact with failures as without (worst-rank analysis: <a
 * href="https://doi.org/10.1016/S0197-2456(99)00022-7">Lachin 1999</a>). Means of differences cannot hold an infinite
 * one; they are over the seeds where both finished, and whoever shows them shows the number of failures beside them.
 *
 * <p>Advantages are rounded to about 2^-40 of the scores (of their median size), so that differences that are equal on
 * paper are equal here.
 */
public record Pairs(Outcomes variant, Outcomes baseline) {
    public Pairs {
        if (variant.seeds() != baseline.seeds()) {
            throw new IllegalArgumentException(variant.variant() + " and " + baseline.variant()
                    + " must have run with the same seeds but one has " + variant.seeds() + " and the other "
                    + baseline.seeds() + ". Give a trial that did not end as a failure.");
        }
        if (!variant.measure().equals(baseline.measure())) {
            throw new IllegalArgumentException(
                    variant.variant() + " and " + baseline.variant() + " must have scores of one measure but have "
                            + variant.measure() + " and " + baseline.measure() + ".");
        }
    }

    public int seeds() {
        return variant.seeds();
    }

    /** Whether any trial of the two failed. */
    public boolean hasFailures() {
        return variant.failures() + baseline.failures() > 0;
    }

    /**
     * The advantage of the variant over the baseline for each seed, positive where the variant is better (see {@link
     * Measure}): infinite where only one failed, 0 where both did.
     */
    public double[] bySeed() {
        Grid grid = Grid.ofScores(DoubleStream.concat(Arrays.stream(variant.scores()), Arrays.stream(baseline.scores()))
                .toArray());
        return IntStream.range(0, seeds())
                .mapToDouble(seed -> advantage(seed, grid))
                .toArray();
    }

    private double advantage(int seed, Grid grid) {
        Outcome ours = variant.bySeed().get(seed);
        Outcome theirs = baseline.bySeed().get(seed);
        if (ours.isFailure()) {
            return theirs.isFailure() ? 0 : Double.NEGATIVE_INFINITY;
        }
        return theirs.isFailure()
                ? Double.POSITIVE_INFINITY
                : grid.round(variant.measure().advantage(ours.score(), theirs.score()));
    }

    /** The advantages of the seeds where both finished, in the order of the seeds. */
    public double[] advantages() {
        double[] bySeed = bySeed();
        return IntStream.range(0, seeds())
                .filter(seed -> !variant.bySeed().get(seed).isFailure()
                        && !baseline.bySeed().get(seed).isFailure())
                .mapToDouble(seed -> bySeed[seed])
                .toArray();
    }

    /** On how many seeds the variant is better, a failure of the baseline alone included. */
    public int wins() {
        return (int) Arrays.stream(bySeed()).filter(advantage -> advantage > 0).count();
    }

    /** On how many seeds the variant is worse, a failure of its own alone included. */
    public int losses() {
        return (int) Arrays.stream(bySeed()).filter(advantage -> advantage < 0).count();
    }

    /** On how many seeds the scores are equal or both failed. */
    public int ties() {
        return seeds() - wins() - losses();
    }

    /**
     * For each seed the rank of its advantage's size among all seeds, 1 for the smallest, with the advantage's sign;
     * equal sizes share the mean of their ranks, and 0 takes part in the ranking and has no sign (<a
     * href="https://doi.org/10.1080/01621459.1959.10501526">Pratt 1959</a>).
     */
    public double[] signedRanks() {
        double[] bySeed = bySeed();
        double[] sorted = Arrays.stream(bySeed).map(Math::abs).sorted().toArray();
        return Arrays.stream(bySeed)
                .map(advantage -> Math.signum(advantage) * meanRank(sorted, Math.abs(advantage)))
                .toArray();
    }

    private static double meanRank(double[] sorted, double size) {
        long below = Arrays.stream(sorted).filter(other -> other < size).count();
        long upTo = Arrays.stream(sorted).filter(other -> other <= size).count();
        return (below + 1 + upTo) / 2.0;
    }

    /** The exact permutation test: on advantages where no trial failed, on signed ranks where one did. */
    public PermutationTest permutationTest() {
        return PermutationTest.of(hasFailures() ? signedRanks() : bySeed());
    }
}
