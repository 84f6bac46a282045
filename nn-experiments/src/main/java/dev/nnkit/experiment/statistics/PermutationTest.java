package dev.nnkit.experiment.statistics;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;

/**
 * Paired permutation test, two-sided: had the two variants of a pair been exchanged at random, how often would the sum
 * of the differences have been as far from 0 as it is? {@code p = #{signs: |sum of sign * d| >= |sum of d|} / 2^n}. It
 * assumes nothing about the distribution but that, if nothing is the matter, the variants of a pair could be exchanged
 * (Fisher 1935, The Design of Experiments, section 21).
 *
 * <p>Ties and zeros are counted as they are: sums within n * 2^-40 of the largest difference are equal, so that what is
 * a tie on paper is one in binary; signs that give the same sum count. A difference of 0 has no sign, and only the
 * others lower p, to {@code 2 / 2^others} at best. Up to {@value #EXACT_PAIRS} such differences all of the signs are
 * counted, by the sorted sums of two halves; beyond it, {@value #DRAWS} signs are drawn from a fixed stream and the p
 * is {@code (hits + 1) / (draws + 1)} (<a href="https://doi.org/10.2202/1544-6115.1585">Phipson & Smyth 2010</a>).
 *
 * @param p in (0, 1]
 * @param pairs how many differences were not 0
 * @param exact whether all signs were counted
 */
public record PermutationTest(double p, int pairs, boolean exact) {
    /** Two lists of 2^20 sums. */
    static final int EXACT_PAIRS = 40;

    static final int DRAWS = 99_999;

    /** The test on differences by pair, each finite; throws IllegalArgumentException where one is not. */
    public static PermutationTest of(double... differences) {
        double largest = 0;
        for (double difference : differences) {
            if (!Double.isFinite(difference)) {
                throw new IllegalArgumentException("a permutation test needs finite differences but one is "
                        + difference + ". Leave failures to Pairs.");
            }
            largest = Math.max(largest, Math.abs(difference));
        }
        long[] sizes = Grid.of(largest).steps(differences);
        long[] nonzero =
                Arrays.stream(sizes).map(Math::abs).filter(size -> size > 0).toArray();
        // Each rounding is off by up to half a step: sums that are equal on paper lie within one step per pair.
        long observed = Math.abs(Arrays.stream(sizes).sum()) - nonzero.length;
        boolean exact = nonzero.length <= EXACT_PAIRS;
        double p = exact ? counted(nonzero, observed) : drawn(nonzero, observed);
        return new PermutationTest(p, nonzero.length, exact);
    }

    private static double counted(long[] sizes, long observed) {
        if (observed <= 0) {
            return 1;
        }
        int half = sizes.length / 2;
        long[] left = signedSums(Arrays.copyOfRange(sizes, 0, half));
        long[] right = signedSums(Arrays.copyOfRange(sizes, half, sizes.length));
        long atLeast = 0;
        int from = right.length;
        for (long sum : left) {
            while (from > 0 && sum + right[from - 1] >= observed) {
                from--;
            }
            atLeast += right.length - from;
        }
        // The sums lie symmetrically about 0: as many are at most -observed.
        return Math.scalb((double) atLeast, 1 - sizes.length);
    }

    /** All sums of sizes with any signs, sorted: each size merges the list shifted down with the list shifted up. */
    private static long[] signedSums(long[] sizes) {
        long[] sums = {0};
        for (long size : sizes) {
            long[] merged = new long[2 * sums.length];
            int down = 0;
            int up = 0;
            for (int i = 0; i < merged.length; i++) {
                boolean takeDown = up == sums.length || (down < sums.length && sums[down] - size <= sums[up] + size);
                merged[i] = takeDown ? sums[down++] - size : sums[up++] + size;
            }
            sums = merged;
        }
        return sums;
    }

    private static double drawn(long[] sizes, long observed) {
        RandomStream random = RandomStream.of(0, "permutation test");
        int hits = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            long sum = 0;
            for (long size : sizes) {
                sum += random.nextLong() < 0 ? -size : size;
            }
            hits += Math.abs(sum) >= observed ? 1 : 0;
        }
        return (hits + 1.0) / (DRAWS + 1.0);
    }
}
