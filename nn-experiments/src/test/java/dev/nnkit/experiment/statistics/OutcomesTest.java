package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final Measure POINTS = Measure.accuracyPoints();

    private static String messageOf(Supplier<?> call) {
        return assertThrows(IllegalArgumentException.class, call::get).getMessage();
    }

    @Test
    void whatIsNotFiniteIsAFailureWithAName() {
        Outcomes outcomes = Outcomes.of("tanh", POINTS, 97, Double.NaN, 96, Double.NaN);
        assertEquals(2, outcomes.failures());
        assertArrayEquals(new double[] {97, 96}, outcomes.scores());
        assertEquals("2 of 4 seeds of tanh gave NaN", outcomes.failureText());
        assertEquals(
                "1 of 1 seed of tanh gave 1.0E200",
                Outcomes.of("tanh", POINTS, 1e200).failureText());
        assertEquals("", Outcomes.of("tanh", POINTS, 97).failureText());
    }

    @Test
    void differentFailuresAreCountedByReason() {
        Outcomes outcomes = new Outcomes(
                "tanh",
                POINTS,
                List.of(Outcome.of(Double.NEGATIVE_INFINITY), Outcome.failed("diverged"), Outcome.failed("diverged")));
        assertEquals("3 of 3 seeds of tanh failed: 2 diverged, 1 gave -Infinity", outcomes.failureText());
    }

    @Test
    void advantagesArePositiveWhereBetter() {
        assertEquals(2, POINTS.advantage(97, 95));
        assertEquals(-2, Measure.lowerIsBetter("").advantage(97, 95));
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertEquals(
                "tanh: must have an outcome for at least one seed but has none.",
                messageOf(() -> Outcomes.of("tanh", POINTS)));
        assertEquals(
                "an outcome without a failure must have a score of at most 1e100 in size but has NaN. Use Outcome.of,"
                        + " which makes a failure of it.",
                messageOf(() -> new Outcome(Double.NaN, null)));
        assertEquals(
                "an outcome that failed (\"diverged\") must have the score NaN but has 3.0.",
                messageOf(() -> new Outcome(3, "diverged")));
        assertEquals(
                "relu and gelu must have run with the same seeds but one has 1 and the other 2. Give a trial that did"
                        + " not end as a failure.",
                messageOf(() -> new Pairs(Outcomes.of("relu", POINTS, 1), Outcomes.of("gelu", POINTS, 1, 2))));
        assertEquals(
                "relu and gelu must have scores of one measure but have Measure[better=HIGHER, unit=points] and"
                        + " Measure[better=LOWER, unit=].",
                messageOf(() ->
                        new Pairs(Outcomes.of("relu", POINTS, 1), Outcomes.of("gelu", Measure.lowerIsBetter(""), 1))));
        assertEquals(
                "criteria: level must lie between 0 and 1 but is 5.0.",
                messageOf(() -> new Criteria(5, 0.8, Criteria.standard().relevantDifference())));
        assertEquals(
                "criteria: the relevant difference must be above 0 but is 0.0. Leave it out where none can be stated.",
                messageOf(() -> Criteria.standard().withRelevantDifference(0)));
        assertEquals(
                "an interval must run from its lower end to its upper but runs from 1.0 to 0.0.",
                messageOf(() -> new Interval(1, 0)));
    }
}
