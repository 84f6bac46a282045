package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Measure POINTS = Measure.accuracyPoints();

    @Test
    void figuresOfTheDifferencesOfTheSleepData() {
        Summary summary =
                Summary.of(Outcomes.of("difference", Sleep.HOURS, new Pairs(Sleep.SECOND, Sleep.FIRST).advantages()));
        assertEquals(1.58, summary.mean(), 1e-9);
        assertEquals(1.2299955, summary.standardDeviation(), 1e-7);
        assertEquals(1.3, summary.median(), 1e-9);
        assertEquals(0, summary.min());
        assertEquals(4.6, summary.max(), 1e-9);
        assertEquals(0.7001142, summary.byT().low(), 1e-7);
        assertEquals(2.4598858, summary.byT().high(), 1e-7);
        // Skewed to the right by the 4.6: the bootstrap reaches further up than down.
        Interval bootstrap = summary.byBootstrap();
        assertTrue(bootstrap.high() - 1.58 > 1.58 - bootstrap.low(), bootstrap::toString);
        assertTrue(bootstrap.contains(1.58));
    }

    @Test
    void failuresAreCountedAndLeftOutOfTheMean() {
        Summary summary = Summary.of(Outcomes.of("tanh", POINTS, 90, Double.NaN, 92, Double.NaN));
        assertEquals(4, summary.seeds());
        assertEquals(2, summary.failures());
        assertEquals(91, summary.mean());
    }

    @Test
    void nothingIsKnownFromNothingAndNoSpreadFromOne() {
        Summary none = Summary.of(Outcomes.of("tanh", POINTS, Double.NaN));
        assertTrue(Double.isNaN(none.mean()));
        assertEquals(Interval.EVERYTHING, none.byT());
        Summary one = Summary.of(Outcomes.of("tanh", POINTS, 90));
        assertEquals(90, one.mean());
        assertTrue(Double.isNaN(one.standardDeviation()));
        assertEquals(Interval.EVERYTHING, one.byBootstrap());
    }

    @Test
    void threeScoresBoundNoBootstrap() {
        assertEquals(
                Interval.EVERYTHING,
                Summary.of(Outcomes.of("tanh", POINTS, 1, 2, 4)).byBootstrap());
    }

    @Test
    void equalScoresHaveNoWidthWhateverTheirLastBits() {
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        Summary summary = Summary.of(Outcomes.of("tanh", POINTS, tenths));
        assertEquals(0, summary.standardDeviation());
        assertEquals(new Interval(0.1, 0.1), summary.byT());
        assertEquals(new Interval(0.1, 0.1), summary.byBootstrap());
    }

    /** Other units and another zero change the figures as they change the scores. */
    @Property(tries = 20)
    void intervalsMoveWithTheScores(
            @ForAll @Size(min = 5, max = 12) List<@DoubleRange(min = -100, max = 100) @Scale(3) Double> drawn) {
        double[] scores = drawn.stream().mapToDouble(score -> score).toArray();
        double[] moved = Arrays.stream(scores).map(score -> 4 * score + 32).toArray();
        Summary before = Summary.of(Outcomes.of("a", POINTS, scores));
        Summary after = Summary.of(Outcomes.of("a", POINTS, moved));
        assertEquals(4 * before.byT().low() + 32, after.byT().low(), 1e-8);
        double low = 4 * before.byBootstrap().low() + 32;
        assertEquals(low, after.byBootstrap().low(), 1e-8 * (1 + Math.abs(low)));
    }
}
