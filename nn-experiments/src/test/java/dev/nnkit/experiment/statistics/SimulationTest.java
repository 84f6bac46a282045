package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import dev.nnkit.experiment.statistics.PairedComparison.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of experiments whose truth is known: how often is what we say wrong? The streams are fixed, so each test
 * always gives the same figure; the bounds leave it three of its standard errors.
 */
class SimulationTest {
    private static final Measure POINTS = Measure.accuracyPoints();
    private static final int SEEDS = 10;

    private static double threeErrors(double probability, int runs) {
        return 3 * Math.sqrt(probability * (1 - probability) / runs);
    }

    private static double[] scores(RandomStream random, ToDoubleFunction<RandomStream> score) {
        double[] scores = new double[SEEDS];
        Arrays.setAll(scores, i -> score.applyAsDouble(random));
        return scores;
    }

    /** In how many of 1,000 experiments with a baseline and four variants, all alike, anything is claimed. */
    private static double shareWithAClaim(String purpose, ToDoubleFunction<RandomStream> score) {
        int claims = 0;
        for (int run = 0; run < 1000; run++) {
            RandomStream random = RandomStream.of(1, purpose, run);
            // What a seed does to all variants alike: it is what pairing takes away.
            double[] seedEffects = scores(random, RandomStream::nextGaussian);
            List<Outcomes> variants = IntStream.range(0, 5)
                    .mapToObj(variant -> {
                        double[] scores = scores(random, score);
                        Arrays.setAll(scores, seed -> scores[seed] + seedEffects[seed]);
                        return Outcomes.of("variant " + variant, POINTS, scores);
                    })
                    .toList();
            boolean claim =
                    AgainstBaseline.of(variants.get(0), variants.subList(1, 5), Criteria.standard())
                            .comparisons()
                            .stream()
                            .map(PairedComparison::finding)
                            .anyMatch(finding -> finding != Finding.NOT_SHOWN);
            claims += claim ? 1 : 0;
        }
        return claims / 1000.0;
    }

    private static void assertAtMostTheLevel(double share) {
        assertTrue(share <= 0.05 + threeErrors(0.05, 1000), () -> share + " of the experiments claim a difference");
    }

    @Test
    void withoutADifferenceAtMostOneInTwentyClaimsOne() {
        double share = shareWithAClaim("normal", random -> 97 + random.nextGaussian());
        assertAtMostTheLevel(share);
        assertTrue(share > 0.02, () -> share + ": a test that never claims anything would pass, too");
    }

    @Test
    void norWhereTrialsFail() {
        assertAtMostTheLevel(shareWithAClaim(
                "failures", random -> random.nextDouble() < 0.2 ? Double.NaN : 97 + random.nextGaussian()));
    }

    @Test
    void norWhereScoresAreSkewed() {
        assertAtMostTheLevel(shareWithAClaim("skewed", SimulationTest::skewed));
    }

    /** One network in two gets stuck: differences are near -10, 0 or 10, as far from normal as it comes. */
    @Test
    void norWhereEveryOtherSeedGetsStuck() {
        assertAtMostTheLevel(shareWithAClaim(
                "stuck", random -> (random.nextDouble() < 0.5 ? 87 : 97) + 0.01 * random.nextGaussian()));
    }

    /** An error rate on few rows: whole numbers from 0 to 3, full of ties. */
    @Test
    void thePermutationTestKeepsItsLevelUnderTies() {
        int runs = 4000;
        int claims = 0;
        for (int run = 0; run < runs; run++) {
            RandomStream random = RandomStream.of(2, "ties", run);
            Outcomes first = Outcomes.of("a", POINTS, scores(random, r -> r.nextInt(4)));
            Outcomes second = Outcomes.of("b", POINTS, scores(random, r -> r.nextInt(4)));
            claims += new Pairs(first, second).permutationTest().p() <= 0.05 ? 1 : 0;
        }
        double share = claims / (double) runs;
        assertTrue(share <= 0.05 + threeErrors(0.05, runs), () -> "level " + share);
        assertTrue(share > 0.02, () -> "level " + share);
    }

    /**
     * The log-normal distribution with a skewness of 1, about that of a gamma distribution of shape 4; its mean is 1.
     */
    private static double skewed(RandomStream random) {
        return StrictMath.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
    }

    private static final double SIGMA = 0.3142;

    /** How often the intervals of a mean hold the true one: by t, by bootstrap. */
    private static double[] coverage(String purpose, double truth, ToDoubleFunction<RandomStream> score) {
        int runs = 2000;
        double[] hits = new double[2];
        for (int run = 0; run < runs; run++) {
            Summary summary = Summary.of(Outcomes.of("a", POINTS, scores(RandomStream.of(3, purpose, run), score)));
            hits[0] += summary.byT().contains(truth) ? 1.0 / runs : 0;
            hits[1] += summary.byBootstrap().contains(truth) ? 1.0 / runs : 0;
        }
        return hits;
    }

    @Test
    void intervalsOfNormalScoresHoldTheirMeanNineteenTimesInTwenty() {
        double[] coverage = coverage("normal", 97, random -> 97 + random.nextGaussian());
        assertEquals(0.95, coverage[0], 0.02, "t");
        assertEquals(0.95, coverage[1], 0.02, "studentised bootstrap");
    }

    /** What docs/experiments.md says of skewed scores: t falls somewhat short, the bootstrap less so. */
    @Test
    void intervalsOfSkewedScores() {
        double[] coverage = coverage("skewed", 1, SimulationTest::skewed);
        assertEquals(0.94, coverage[0], 0.02, "t");
        assertEquals(0.95, coverage[1], 0.02, "studentised bootstrap");
        double[] strong = coverage("exponential", 1, random -> -StrictMath.log(1 - random.nextDouble()));
        assertEquals(0.90, strong[0], 0.02, "t");
        assertEquals(0.95, strong[1], 0.02, "studentised bootstrap");
    }

    @Test
    void asManySeedsAsAskedForGiveThePowerThatIsSaid() {
        int runs = 4000;
        int pairs = PairedTPower.pairs(0.8, 0.05, 0.8).orElseThrow();
        double said = PairedTPower.power(pairs, 0.8, 0.05);
        int seen = 0;
        for (int run = 0; run < runs; run++) {
            RandomStream random = RandomStream.of(4, "power", run);
            double[] differences = new double[pairs];
            Arrays.setAll(differences, i -> 0.8 + random.nextGaussian());
            seen += Sample.of(differences).p() <= 0.05 ? 1 : 0;
        }
        assertEquals(said, seen / (double) runs, threeErrors(said, runs));
        assertTrue(said >= 0.8 && PairedTPower.power(pairs - 1, 0.8, 0.05) < 0.8);
    }
}
