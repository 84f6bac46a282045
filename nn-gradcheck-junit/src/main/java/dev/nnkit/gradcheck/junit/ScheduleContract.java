package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tests that every schedule passes: {@code @Override protected Schedule schedule() { return cosine(); }}. It is run
 * over horizons of 1 to 1,000 steps and told a metric that falls, stands still and rises.
 */
public abstract class ScheduleContract {
    private static final List<Schedule.Horizon> HORIZONS = List.of(
            new Schedule.Horizon(1, 1),
            new Schedule.Horizon(2, 1),
            new Schedule.Horizon(100, 10),
            new Schedule.Horizon(1000, 33));

    /** For subclasses. */
    protected ScheduleContract() {}

    /** What to test. */
    protected abstract Schedule schedule();

    /** What texts are read with; default {@link Registry#installed()}. */
    protected Registry registry() {
        return Registry.installed();
    }

    private static double metric(long epoch) {
        return epoch < 5 ? 1.0 / epoch : 0.2 + 0.001 * (epoch % 7);
    }

    /** The factors of steps {@code from} to {@code to}, where the course hears of the metric after each epoch. */
    private static double[] run(Schedule.Course course, Schedule.Horizon horizon, long from, long to) {
        double[] factors = new double[Math.toIntExact(to - from + 1)];
        for (long step = from; step <= to; step++) {
            factors[Math.toIntExact(step - from)] = course.factor(step);
            if (step % horizon.stepsPerEpoch() == 0) {
                course.observe(metric(step / horizon.stepsPerEpoch()));
            }
        }
        return factors;
    }

    @Test
    void factorsArePositiveAndFinite() {
        for (Schedule.Horizon horizon : HORIZONS) {
            double[] factors = run(schedule().start(horizon), horizon, 1, horizon.totalSteps());
            for (int i = 0; i < factors.length; i++) {
                boolean last = i > 0 && i == factors.length - 1; // may end at 0
                boolean good = factors[i] > 0 || (last && factors[i] == 0);
                assertTrue(
                        good && Double.isFinite(factors[i]),
                        horizon + ": the factor of step " + (i + 1) + " is " + factors[i]);
            }
        }
    }

    @Test
    void stepsBeyondTheHorizonAreNotRefused() {
        for (Schedule.Horizon horizon : HORIZONS) {
            double factor = schedule().start(horizon).factor(horizon.totalSteps() + 5);
            assertTrue(factor >= 0 && Double.isFinite(factor), horizon + ": beyond its end the factor is " + factor);
        }
    }

    @Test
    void askingChangesNothing() {
        for (Schedule.Horizon horizon : HORIZONS) {
            Schedule.Course course = schedule().start(horizon);
            double first = course.factor(1);
            course.factor(horizon.totalSteps());
            assertEquals(first, course.factor(1), horizon + ": factor(1), asked again after other steps");
        }
    }

    @Test
    void coursesShareNothing() {
        Schedule schedule = schedule();
        for (Schedule.Horizon horizon : HORIZONS) {
            Schedule.Course first = schedule.start(horizon);
            double[] expected = run(first, horizon, 1, horizon.totalSteps());
            double[] second = run(schedule.start(horizon), horizon, 1, horizon.totalSteps());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], second[i], horizon + ": step " + (i + 1) + " of a second course");
            }
        }
    }

    @Test
    void restoredStateContinuesWithTheSameBits() {
        for (Schedule.Horizon horizon : HORIZONS) {
            long middle = horizon.totalSteps() / 2;
            Schedule.Course course = schedule().start(horizon);
            run(course, horizon, 1, middle);
            Map<String, Double> state = new LinkedHashMap<>(course.state());
            double[] expected = run(course, horizon, middle + 1, horizon.totalSteps());
            Schedule.Course restored = schedule().start(horizon);
            restored.restore(state);
            assertEquals(state, restored.state(), horizon + ": state, restored");
            double[] actual = run(restored, horizon, middle + 1, horizon.totalSteps());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(
                        expected[i],
                        actual[i],
                        horizon + ": step " + (middle + 1 + i) + " after a restart from the state");
            }
        }
    }

    @Test
    void textParsesBack() {
        Texts.parseBack(registry(), Schedule.class, schedule());
    }
}
