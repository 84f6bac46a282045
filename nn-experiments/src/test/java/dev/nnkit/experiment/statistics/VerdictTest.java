package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.experiment.statistics.PairedComparison.Finding;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Measure POINTS = Measure.accuracyPoints();
    private static final double NAN = Double.NaN;
    private static final double[] BASE = {97.0, 97.3, 97.1, 97.4, 97.2, 97.1, 97.3, 97.0, 97.2, 97.4};
    private static final Outcomes RELU = Outcomes.of("relu", POINTS, BASE);
    private static final TestSetError ROWS = new TestSetError(2000, OptionalDouble.of(0.25), false);

    private static Outcomes shifted(String name, double... by) {
        double[] scores = new double[BASE.length];
        Arrays.setAll(scores, i -> BASE[i] + by[i]);
        return Outcomes.of(name, POINTS, scores);
    }

    private static final Outcomes GELU = shifted("gelu", 0.1, 0.7, 0.4, 0.5, 0.3, 0.8, 0.2, 0.4, 0.6, 0.0);
    private static final Outcomes SILU = shifted("silu", 0.1, -0.3, 0.2, 0.3, -0.1, 0.4, -0.2, 0.0, 0.2, -0.4);
    private static final Outcomes TANH = shifted("tanh", -0.1, NAN, -0.4, -0.5, NAN, -0.8, -0.2, NAN, -0.6, 0.1);

    private static Verdict alone(Outcomes variant, Criteria criteria) {
        return Verdict.of(PairedComparison.of(variant, RELU, criteria), ROWS);
    }

    private static String alone(Outcomes variant) {
        return alone(variant, Criteria.standard()).text();
    }

    @Test
    void better() {
        AgainstBaseline family = AgainstBaseline.of(RELU, List.of(GELU, SILU, TANH), Criteria.standard());
        Verdict verdict = Verdict.of(family.comparisons().get(0), ROWS);
        assertEquals(Finding.BETTER, verdict.finding());
        assertEquals(
                "gelu is better than relu by 0.4 ± 0.2 points (10 paired seeds, p = 0.003 after correction). On these"
                        + " 2,000 rows, ± 0.25 points: as much could change with other test rows.",
                verdict.text());
    }

    @Test
    void worseAndMoreThanTheTestSetCanTell() {
        Verdict verdict = Verdict.of(
                PairedComparison.of(RELU, GELU, Criteria.standard()),
                TestSetError.accuracyDifferenceAtMost(97.2, 97.6, 2000));
        assertEquals(Finding.WORSE, verdict.finding());
        assertEquals(
                "relu is worse than gelu by 0.4 ± 0.2 points (10 paired seeds, p < 0.001). On these 2,000 rows, ± 1.1"
                        + " points at most: with other test rows the difference could vanish.",
                verdict.text());
    }

    @Test
    void notShownSaysWhatIsExcluded() {
        assertEquals(
                "no difference between silu and relu is shown (0.0 ± 0.2 points, 10 paired seeds, p = 0.82); one"
                        + " larger than 0.22 points is excluded, a smaller one is not. On these 2,000 rows, ± 0.25 points:"
                        + " as much could change with other test rows.",
                alone(SILU));
    }

    @Test
    void notShownAnswersTheDifferenceThatWasAskedAbout() {
        assertEquals(
                "no difference between silu and relu is shown (0.0 ± 0.2 points, 10 paired seeds, p ="
                        + " 0.82); one of the 0.3 points that matter is excluded: it is at most 0.22 points.",
                upToTestSet(alone(SILU, Criteria.standard().withRelevantDifference(0.3))));
        assertEquals(
                "no difference between silu and relu is shown (0.0 ± 0.2 points, 10 paired seeds, p = 0.82); one of"
                        + " the 0.1 points that matter cannot be excluded: it is at most 0.22 points, and 58 seeds would"
                        + " show it with power 0.8.",
                upToTestSet(alone(SILU, Criteria.standard().withRelevantDifference(0.1))));
    }

    private static String upToTestSet(Verdict verdict) {
        return verdict.text().substring(0, verdict.text().indexOf(" On these"));
    }

    @Test
    void failuresAreNamed() {
        assertEquals(
                "tanh is worse than relu: tanh wins 1 and loses 9 of 10 paired seeds (exact signed-rank p = 0.006). 3"
                        + " of 10 seeds of tanh gave NaN. A failed trial counts as worse than any that ended. Over the 7"
                        + " seeds where both ended: 0.4 ± 0.3 points in favour of relu.",
                upToTestSet(alone(TANH, Criteria.standard())));
    }

    @Test
    void nothingEnded() {
        Outcomes failed = new Outcomes("tanh", POINTS, Collections.nCopies(10, Outcome.failed("diverged")));
        assertEquals(
                "tanh is worse than relu: tanh wins 0 and loses 10 of 10 paired seeds (exact signed-rank p = 0.002)."
                        + " 10 of 10 seeds of tanh diverged. A failed trial counts as worse than any that ended. On these"
                        + " 2,000 rows, ± 0.25 points: as much could change with other test rows.",
                alone(failed));
    }

    @Test
    void tiesAreSaid() {
        assertEquals(
                "no difference between same and relu is shown: same wins 0, ties 10 and loses 0 of 10 paired seeds"
                        + " (exact signed-rank p = 1).",
                upToTestSet(alone(Outcomes.of("same", POINTS, BASE), Criteria.standard())));
    }

    @Test
    void tooFewSeeds() {
        Outcomes relu = Outcomes.of("relu", POINTS, 97.0, 97.3, 97.1);
        List<Outcomes> variants =
                List.of(Outcomes.of("gelu", POINTS, 97.4, 97.8, 97.5), Outcomes.of("silu", POINTS, 97.4, 97.7, NAN));
        AgainstBaseline family = AgainstBaseline.of(relu, variants, Criteria.standard());
        assertEquals(
                "3 seeds are too few to tell gelu from relu at the level 0.05 over 2 comparisons: even if all agree"
                        + " they cannot reach it, 7 can. So far: 0.43 ± 0.14 points in favour of gelu (p = 0.012 after"
                        + " correction, if the differences are normal). What other test rows than these 500 rows would"
                        + " change is not known: it takes the score of each row.",
                Verdict.of(family.comparisons().get(0), TestSetError.unknown(500))
                        .text());
        assertEquals(
                "3 seeds are too few to tell silu from relu at the level 0.05 over 2 comparisons: even if all agree"
                        + " they cannot reach it, 7 can. So far, silu wins 2 and loses 1 of 3 paired seeds. 1 of 3 seeds"
                        + " of silu gave NaN. A failed trial counts as worse than any that ended. Over the 2 seeds where"
                        + " both ended: 0.4 ± 0 points in favour of silu.",
                upToTestSet(Verdict.of(family.comparisons().get(1), ROWS)));
        assertEquals(
                "1 seed is too few to tell gelu from relu at the level 0.05: even if all agree they cannot reach it, 6"
                        + " can. So far, gelu wins 1 and loses 0 of 1 paired seed.",
                upToTestSet(Verdict.of(
                        PairedComparison.of(
                                Outcomes.of("gelu", POINTS, 2), Outcomes.of("relu", POINTS, 1), Criteria.standard()),
                        ROWS)));
    }

    @Test
    void figures() {
        assertEquals("0.4 ± 0.2", Wording.plusMinus(0.42, 0.23));
        assertEquals("0.42 ± 0.12", Wording.plusMinus(0.42, 0.12));
        assertEquals("0.42 ± 0.10", Wording.plusMinus(0.42, 0.096));
        assertEquals("-0.4 ± 0.2", Wording.plusMinus(-0.42, 0.23));
        assertEquals("0.0 ± 0.2", Wording.plusMinus(-0.01, 0.23));
        assertEquals("12,345 ± 30", Wording.plusMinus(12345.4, 30.2));
        // 0.2 ± 0.2 would not say that 0 lies outside.
        assertEquals("0.24 ± 0.23", Wording.plusMinus(0.24, 0.23));
        assertEquals("97.1 ± ∞", Wording.plusMinus(97.1234, Double.POSITIVE_INFINITY));
        assertEquals("97.1 ± 0", Wording.plusMinus(97.1234, 0));
        assertEquals("–", Wording.plusMinus(NAN, NAN));
        assertEquals("p = 0.003", Wording.p(0.00283, 0.05));
        assertEquals("p = 0.042", Wording.p(0.0422, 0.05));
        assertEquals("p = 0.0504", Wording.p(0.0504, 0.05));
        assertEquals("p = 0.050", Wording.p(0.04999, 0.05));
        assertEquals("p < 0.001", Wording.p(0.0009, 0.05));
        assertEquals("p = 1", Wording.p(1, 0.05));
        assertEquals("0.23", Wording.upTo(0.2201));
        assertEquals("1,300", Wording.upTo(1234));
        assertEquals("0.3", Wording.upTo(0.3));
        assertEquals("0.333", Wording.plain(0.333));
        assertEquals("1,500", Wording.plain(1500));
    }
}
