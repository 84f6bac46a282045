package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.experiment.statistics.PairedComparison.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    private static final Measure POINTS = Measure.accuracyPoints();
    private static final double NAN = Double.NaN;
    private static final PairedComparison.Test PAIRED_T = PairedComparison.Test.PAIRED_T;
    private static final PairedComparison.Test RANKS = PairedComparison.Test.EXACT_SIGNED_RANK;

    private static PairedComparison compare(double[] variant, double[] baseline) {
        return PairedComparison.of(
                Outcomes.of("variant", POINTS, variant),
                Outcomes.of("baseline", POINTS, baseline),
                Criteria.standard());
    }

    /**
     * See {@link Sleep}; d_z = 1.58 / 1.2299955 and the correction for 9 degrees of freedom, 0.9138749, by SciPy 1.17.
     */
    @Test
    void studentsSleep() {
        PairedComparison comparison = PairedComparison.of(Sleep.SECOND, Sleep.FIRST, Criteria.standard());
        assertEquals(PAIRED_T, comparison.test());
        assertEquals(0.00283289019738427, comparison.p(), 1e-10);
        assertEquals(comparison.p(), comparison.correctedP());
        assertEquals(1.58, comparison.meanAdvantage(), 1e-9);
        assertEquals(0.7001142, comparison.interval().low(), 1e-7);
        assertEquals(comparison.interval(), comparison.simultaneousInterval());
        assertEquals(1.1739249, comparison.effectSize(), 1e-7);
        assertEquals(Finding.BETTER, comparison.finding());
        assertEquals(
                Finding.WORSE,
                PairedComparison.of(Sleep.FIRST, Sleep.SECOND, Criteria.standard())
                        .finding());
    }

    @Test
    void lowerIsBetterTurnsTheSign() {
        Measure loss = Measure.lowerIsBetter("");
        PairedComparison comparison = PairedComparison.of(
                Outcomes.of("laevo", loss, Sleep.SECOND.scores()),
                Outcomes.of("dextro", loss, Sleep.FIRST.scores()),
                Criteria.standard());
        assertEquals(-1.58, comparison.meanAdvantage(), 1e-9);
        assertEquals(Finding.WORSE, comparison.finding());
    }

    @Test
    void aFailureLosesToEverySuccessAndTiesWithAFailure() {
        Pairs pairs = new Pairs(
                Outcomes.of("variant", POINTS, NAN, 99, NAN, 50, 95, 96),
                Outcomes.of("baseline", POINTS, 10, NAN, NAN, 51, 94, 93));
        assertArrayEquals(
                new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, -1, 1, 3}, pairs.bySeed(), 1e-9);
        assertEquals(3, pairs.wins());
        assertEquals(1, pairs.ties());
        assertEquals(2, pairs.losses());
        assertArrayEquals(new double[] {-5.5, 5.5, 0, -2.5, 2.5, 4}, pairs.signedRanks());
        assertArrayEquals(new double[] {-1, 1, 3}, pairs.advantages(), 1e-9);
    }

    /** The mean of the seven that ended speaks for the variant, the three that failed against it. */
    @Test
    void failuresAreNotDropped() {
        PairedComparison comparison = compare(
                new double[] {97, 97.1, NAN, 97.2, 97, NAN, 97.3, NAN, 97.1, 97},
                new double[] {96.9, 97, 97, 97.1, 96.9, 97.1, 97.2, 96.8, 97, 96.9});
        assertEquals(RANKS, comparison.test());
        assertEquals(0.1, comparison.meanAdvantage(), 1e-9);
        // Seven ranks of 4 against three of 9.
        assertEquals(28 - 27, Arrays.stream(comparison.pairs().signedRanks()).sum());
        assertEquals(Finding.NOT_SHOWN, comparison.finding());
        assertTrue(comparison.p() > 0.9, () -> "p = " + comparison.p());
        assertEquals(OptionalInt.empty(), comparison.seedsToSee(1));
    }

    /** A loss that nearly diverged must not round the differences of the others to 0. */
    @Test
    void anExplodedScoreLeavesTheOthersTheirOrder() {
        Measure loss = Measure.lowerIsBetter("");
        Pairs pairs = new Pairs(Outcomes.of("a", loss, 0.3, 0.4, 1e30), Outcomes.of("b", loss, 0.2, 0.3, 0.1));
        assertEquals(3, pairs.losses());
        assertArrayEquals(new double[] {-1.5, -1.5, -3}, pairs.signedRanks());
    }

    @Test
    void oneThatAlwaysFailsIsWorseThanOneThatNeverDoes() {
        PairedComparison comparison = compare(
                new double[] {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN},
                new double[] {10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
        assertEquals(2 / 1024.0, comparison.p());
        assertEquals(Finding.WORSE, comparison.finding());
        assertTrue(Double.isNaN(comparison.meanAdvantage()));
        assertEquals(
                1, compare(new double[] {NAN, NAN}, new double[] {NAN, NAN}).p());
    }

    /** No variance makes no certainty: the t test would say p = 0. */
    @Test
    void equalDifferencesGoToTheExactTest() {
        double[] baseline = {97.1, 97.2, 97.3, 97.4, 97.5, 97.6};
        double[] variant = {97.2, 97.3, 97.4, 97.5, 97.6, 97.7};
        PairedComparison comparison = compare(variant, baseline);
        assertEquals(RANKS, comparison.test());
        assertEquals(2 / 64.0, comparison.p());
        assertEquals(Finding.BETTER, comparison.finding());
        assertEquals(Double.POSITIVE_INFINITY, comparison.effectSize());
        assertEquals(OptionalInt.of(6), comparison.seedsToSee(0.1));
        assertEquals(1, compare(baseline, baseline).p());
    }

    @Test
    void tooFewSeedsClaimNothingWhateverTheirT() {
        PairedComparison five = compare(new double[] {98, 98, 98, 98, 98.1}, new double[] {90, 90, 90, 90, 90});
        assertTrue(five.p() < 1e-6);
        assertEquals(Finding.TOO_FEW_SEEDS, five.finding());
        assertEquals(6, five.seedsToReachLevel());
        PairedComparison one = compare(new double[] {98}, new double[] {90});
        assertEquals(1, one.p());
        assertEquals(Interval.EVERYTHING, one.interval());
        assertEquals(OptionalInt.empty(), one.seedsToSee(1));
        Outcomes baseline = Outcomes.of("relu", POINTS, 1, 2);
        Outcomes variant = Outcomes.of("gelu", POINTS, 1, 3);
        AgainstBaseline family = AgainstBaseline.of(
                baseline,
                List.of(variant, variant, variant, variant, variant, variant, variant, variant),
                Criteria.standard());
        assertEquals(9, family.comparisons().get(7).seedsToReachLevel());
    }

    /**
     * {@code https://en.wikipedia.org/wiki/Holm-Bonferroni_method}: 0.01, 0.04, 0.03, 0.005, of which the level 0.05
     * rejects two.
     */
    @Test
    void holmsCorrection() {
        assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, Holm.correct(0.01, 0.04, 0.03, 0.005), 1e-12);
        assertArrayEquals(new double[] {1, 1}, Holm.correct(0.9, 0.6));
        assertEquals(0, Holm.correct().length);
    }

    @Test
    void theFamilyIsCorrectedTogether() {
        Outcomes same = Outcomes.of("same", Sleep.HOURS, Sleep.FIRST.scores());
        AgainstBaseline family = AgainstBaseline.of(Sleep.FIRST, List.of(Sleep.SECOND, same), Criteria.standard());
        assertEquals(2 * 0.00283289019738427, family.comparisons().get(0).correctedP(), 1e-10);
        assertEquals(1, family.comparisons().get(1).correctedP());
        assertTrue(family.comparisons().get(0).simultaneousInterval().halfWidth()
                > family.comparisons().get(0).interval().halfWidth());
        assertEquals(
                List.of(),
                AgainstBaseline.of(Sleep.FIRST, List.of(), Criteria.standard()).comparisons());
    }

    /** 34 pairs for d_z = 0.5 at 0.05 with power 0.8 is the figure of G*Power; the powers are SciPy 1.17's, by nct. */
    @Test
    void powerOfKnownDesigns() {
        assertEquals(0.0928092, PairedTPower.power(2, 1, 0.05), 1e-4);
        assertEquals(0.1792554, PairedTPower.power(3, 1, 0.05), 1e-4);
        assertEquals(0.8030969, PairedTPower.power(10, 1, 0.05), 1e-5);
        assertEquals(0.8030969, PairedTPower.power(10, -1, 0.05), 1e-5);
        assertEquals(0.8579185, PairedTPower.power(10, 1.5, 0.05 / 7), 1e-5);
        assertEquals(0.6492460, PairedTPower.power(6, 3, 0.001), 1e-4);
        assertEquals(0.8036667, PairedTPower.power(200, 0.2, 0.05), 1e-5);
        assertEquals(0.05, PairedTPower.power(10, 0, 0.05), 1e-5);
        assertEquals(OptionalInt.of(34), PairedTPower.pairs(0.5, 0.05, 0.8));
        assertEquals(OptionalInt.of(10), PairedTPower.pairs(-1, 0.05, 0.8));
        assertEquals(OptionalInt.empty(), PairedTPower.pairs(0, 0.05, 0.8));
    }

    @Test
    void seedsToSeeADifference() {
        PairedComparison comparison = PairedComparison.of(Sleep.SECOND, Sleep.FIRST, Criteria.standard());
        assertEquals(OptionalInt.of(34), comparison.seedsToSee(1.2299955 / 2));
        assertEquals(OptionalInt.of(6), comparison.seedsToSee(1000));
        assertEquals(
                "the difference to be seen must be above 0 but is 0.0.",
                assertThrows(IllegalArgumentException.class, () -> comparison.seedsToSee(0))
                        .getMessage());
    }

    /** Nobody is favoured: exchanging the two turns every sign and changes no p. */
    @Property
    void exchangingTheTwoTurnsTheSign(
            @ForAll @Size(10) List<@DoubleRange(min = 90, max = 92) @Scale(1) Double> drawn,
            @ForAll @Size(10) List<@DoubleRange(min = 90, max = 92) @Scale(1) Double> others,
            @ForAll @IntRange(max = 3) int failures) {
        double[] variant = drawn.stream().mapToDouble(score -> score).toArray();
        double[] baseline = others.stream().mapToDouble(score -> score).toArray();
        Arrays.fill(variant, 0, failures, NAN);
        PairedComparison ours = compare(variant, baseline);
        PairedComparison theirs = compare(baseline, variant);
        assertEquals(ours.p(), theirs.p(), 1e-12);
        assertEquals(ours.test(), theirs.test());
        assertEquals(ours.meanAdvantage(), -theirs.meanAdvantage(), 1e-9);
        assertEquals(ours.pairs().wins(), theirs.pairs().losses());
        assertEquals(ours.finding() == Finding.BETTER, theirs.finding() == Finding.WORSE);
    }
}
