package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TestSetErrorTest {
    /** Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3: 81 of 263 and 15 of 148. */
    @Test
    void wilsonsIntervalOfNewcombesExamples() {
        Interval first = TestSetError.wilson(100 * 81 / 263.0, 263);
        assertEquals(25.53, first.low(), 0.005);
        assertEquals(36.62, first.high(), 0.005);
        Interval second = TestSetError.wilson(100 * 15 / 148.0, 148);
        assertEquals(6.24, second.low(), 0.005);
        assertEquals(16.05, second.high(), 0.005);
    }

    @Test
    void ofOneAccuracy() {
        assertEquals(0.5047, TestSetError.accuracy(98.7, 2000).halfWidth().orElseThrow(), 1e-4);
        assertTrue(TestSetError.accuracy(100, 2000).halfWidth().orElseThrow() > 0.09);
    }

    /**
     * The formula by hand: 150 and 86 of 1602 rows, (237 / 1604 - (64 / 1604)²) / 1604 under the root, times 1.959964.
     */
    @Test
    void ofADifferenceOnTheSameRows() {
        double expected = 195.9964 * Math.sqrt((237 / 1604.0 - Math.pow(64 / 1604.0, 2)) / 1604);
        assertEquals(
                expected,
                TestSetError.accuracyDifference(150, 86, 1602).halfWidth().orElseThrow(),
                1e-5);
        assertTrue(TestSetError.accuracyDifference(0, 0, 1000).halfWidth().orElseThrow() > 0.1);
    }

    @Property
    void theBoundHoldsForEveryArrangement(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(max = 20) int both,
            @ForAll @IntRange(max = 20) int onlyFirst,
            @ForAll @IntRange(max = 20) int onlySecond) {
        int all = Math.max(rows, both + onlyFirst + onlySecond);
        TestSetError known = TestSetError.accuracyDifference(onlyFirst, onlySecond, all);
        TestSetError bound = TestSetError.accuracyDifferenceAtMost(
                100.0 * (both + onlyFirst) / all, 100.0 * (both + onlySecond) / all, all);
        assertTrue(known.halfWidth().orElseThrow() <= bound.halfWidth().orElseThrow() + 1e-9);
        assertTrue(bound.bound());
        assertFalse(known.bound());
    }

    @Test
    void ofTwoVariantsOrOfOneThatAlwaysFailed() {
        Outcomes first = Outcomes.of("a", Measure.accuracyPoints(), 97, Double.NaN, 99);
        Outcomes second = Outcomes.of("b", Measure.accuracyPoints(), 96, 97, 98);
        assertEquals(
                TestSetError.accuracyDifferenceAtMost(98, 97, 500),
                TestSetError.accuracyDifferenceAtMost(new Pairs(first, second), 500));
        Outcomes failed = Outcomes.of("c", Measure.accuracyPoints(), Double.NaN, Double.NaN, Double.NaN);
        assertEquals(TestSetError.unknown(500), TestSetError.accuracyDifferenceAtMost(new Pairs(failed, second), 500));
    }

    /** The t interval of R's sleep differences, see {@link Sleep}. */
    @Test
    void ofRows() {
        TestSetError error = TestSetError.ofRows(new Pairs(Sleep.SECOND, Sleep.FIRST).advantages());
        assertEquals(10, error.rows());
        assertEquals(0.8798858, error.halfWidth().orElseThrow(), 1e-7);
        assertEquals(OptionalDouble.empty(), TestSetError.ofRows(3).halfWidth());
        assertEquals(OptionalDouble.empty(), TestSetError.unknown(10).halfWidth());
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertEquals(
                "an accuracy must lie between 0 and 100 points but is 101.0. Points are shares times 100.",
                assertThrows(IllegalArgumentException.class, () -> TestSetError.accuracy(101, 10))
                        .getMessage());
        assertEquals(
                "rows that one of two has right must be 0 or more and at most the 10 of the test set but are 6.0 and"
                        + " 5.0.",
                assertThrows(IllegalArgumentException.class, () -> TestSetError.accuracyDifference(6, 5, 10))
                        .getMessage());
        assertEquals(
                "a test set must have 1 row or more but has 0.",
                assertThrows(IllegalArgumentException.class, () -> TestSetError.unknown(0))
                        .getMessage());
    }
}
