package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.Schedule.Course;
import dev.nnkit.api.Schedule.Horizon;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private static final Horizon HUNDRED = new Horizon(100, 10);

    @Property
    void constantIsOne(@ForAll @LongRange(min = 1) long step) {
        assertEquals(1, Schedules.constant().start(HUNDRED).factor(step));
    }

    /** Ten steps an epoch, a tenth every second epoch. */
    @ParameterizedTest
    @CsvSource({"1, 1", "20, 1", "21, 0.1", "40, 0.1", "41, 0.01", "100, 0.0001", "101, 0.00001"})
    void step(long step, double factor) {
        assertEquals(factor, Schedules.step(2, 0.1).start(HUNDRED).factor(step), 1e-15);
    }

    @Property
    void stepIsFlatWithinItsEpochs(
            @ForAll @IntRange(min = 1, max = 5) int every, @ForAll @IntRange(max = 50) int times) {
        Course course = Schedules.step(every, 0.5).start(new Horizon(10_000, 7));
        long first = 1 + 7L * every * times;
        double expected = Math.scalb(1.0, -times);
        assertEquals(expected, course.factor(first));
        assertEquals(expected, course.factor(first + 7L * every - 1));
        assertEquals(expected / 2, course.factor(first + 7L * every));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "6, 0.7071067811865476", "11, 0.5", "21, 0.25", "101, 0.0009765625"})
    void exponential(long step, double factor) {
        assertEquals(factor, Schedules.exponential(0.5).start(HUNDRED).factor(step), 1e-15);
    }

    /** Over 101 steps a quarter of the way is step 26; there the cosine is sqrt(1/2). */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "0, 26, 0.8535533905932737",
        "0, 51, 0.5",
        "0, 101, 0",
        "0, 500, 0",
        "0.2, 1, 1",
        "0.2, 51, 0.6",
        "0.2, 101, 0.2",
        "0.2, 500, 0.2"
    })
    void cosine(double minimum, long step, double factor) {
        assertEquals(
                factor, Schedules.cosine(minimum).start(new Horizon(101, 10)).factor(step), 1e-15);
    }

    @Test
    void cosineOfARunOfOneStep() {
        assertEquals(1, Schedules.cosine().start(new Horizon(1, 1)).factor(1));
    }

    @Property
    void cosineOnlyFalls(
            @ForAll @LongRange(min = 2, max = 1000) long steps,
            @ForAll @DoubleRange(max = 0.99) @Scale(4) double minimum) {
        Course course = Schedules.cosine(minimum).start(new Horizon(steps, 1));
        for (long step = 2; step <= steps; step++) {
            assertTrue(course.factor(step) < course.factor(step - 1), "step " + step);
        }
        assertEquals(minimum, course.factor(steps), 1e-15);
    }

    /** Four steps up; the cosine then has the 11 that are left, with its middle in the sixth of them. */
    @ParameterizedTest
    @CsvSource({"1, 0.25", "2, 0.5", "4, 1", "5, 1", "10, 0.5", "15, 0", "20, 0"})
    void warmUpThenCosine(long step, double factor) {
        Course course = Schedules.warmUp(4, Schedules.cosine()).start(new Horizon(15, 5));
        assertEquals(factor, course.factor(step), 1e-15);
    }

    @Property
    void afterTheWarmUpAnotherCourseBegins(
            @ForAll("schedules") Schedule then,
            @ForAll @IntRange(min = 1, max = 50) int steps,
            @ForAll @LongRange(min = 1, max = 200) long later) {
        Course course = Schedules.warmUp(steps, then).start(new Horizon(100, 10));
        Course alone = then.start(new Horizon(100 - steps, 10));
        assertEquals(alone.factor(later), course.factor(steps + later));
    }

    @Test
    void warmUpMayBeLongerThanTheRun() {
        Course course = Schedules.warmUp(10, Schedules.cosine()).start(new Horizon(5, 5));
        assertEquals(0.5, course.factor(5));
        assertEquals(1, course.factor(11));
    }

    /** Whatever the step, and asked twice or out of order: the same number, finite and not negative. */
    @Property(tries = 1000)
    void factorsAreFiniteAndPure(
            @ForAll("schedules") Schedule schedule,
            @ForAll @LongRange(min = 1) long total,
            @ForAll @LongRange(min = 1) long perEpoch,
            @ForAll @LongRange(min = 1) long step) {
        Course course = schedule.start(new Horizon(total, perEpoch));
        Course again = schedule.start(new Horizon(total, perEpoch));
        double factor = course.factor(step);
        assertTrue(factor >= 0 && factor <= 1, schedule + ": " + factor);
        course.factor(1);
        course.factor(total);
        assertEquals(factor, course.factor(step));
        assertEquals(factor, again.factor(step));
    }

    @Test
    void plateauShrinksWhenNothingGetsBetter() {
        Course course = Schedules.plateau(2, 0.5).start(HUNDRED);
        double[] losses = {1, 0.9, 0.9, 0.95, 0.91, 0.8, Double.NaN, 0.8, 0.9, 0.9};
        double[] factors = {1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125};
        for (int i = 0; i < losses.length; i++) {
            course.observe(losses[i]);
            assertEquals(factors[i], course.factor(i + 1), "after epoch " + (i + 1));
        }
    }

    @Property
    void plateauContinuesFromItsState(
            @ForAll("losses") List<Double> losses, @ForAll @IntRange(max = 20) int before, @ForAll boolean warm) {
        Schedule schedule = warm ? Schedules.warmUp(3, Schedules.plateau(2, 0.7)) : Schedules.plateau(2, 0.7);
        Course whole = schedule.start(HUNDRED);
        losses.subList(0, before).forEach(whole::observe);
        Course resumed = schedule.start(HUNDRED);
        resumed.restore(whole.state());
        assertEquals(whole.state(), resumed.state());
        for (double loss : losses.subList(before, losses.size())) {
            whole.observe(loss);
            resumed.observe(loss);
            assertEquals(whole.factor(50), resumed.factor(50));
        }
        assertEquals(
                List.of("best", "waited", "factor"), List.copyOf(resumed.state().keySet()));
    }

    @Test
    void plateauWantsAllOfItsState() {
        Course course = Schedules.plateau(2, 0.5).start(HUNDRED);
        course.observe(3);
        Map<String, Double> before = course.state();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> course.restore(Map.of("factor", 0.5)));
        assertEquals(
                "plateau: the saved state must have best, waited and factor but has [factor]. Was it saved by another schedule?",
                e.getMessage());
        assertEquals(before, course.state());
    }

    @Test
    void theOthersHaveNoState() {
        for (Schedule schedule : List.of(
                Schedules.constant(),
                Schedules.step(2, 0.1),
                Schedules.exponential(0.5),
                Schedules.cosine(),
                Schedules.warmUp(3, Schedules.cosine()))) {
            Course course = schedule.start(HUNDRED);
            double factor = course.factor(20);
            course.observe(1);
            course.observe(100);
            assertEquals(Map.of(), course.state());
            assertEquals(factor, course.factor(20), schedule.toString());
        }
    }

    /** Two runs with one schedule do not know each other. */
    @Test
    void eachCourseIsItsOwn() {
        Schedule schedule = Schedules.plateau(1, 0.5);
        Course first = schedule.start(HUNDRED);
        Course second = schedule.start(HUNDRED);
        first.observe(1);
        first.observe(2);
        assertEquals(0.5, first.factor(1));
        assertEquals(1, second.factor(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-3, 5"})
    void aRunHasSteps(long total, long perEpoch) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Horizon(total, perEpoch));
        assertEquals(
                "a run has at least 1 step in all and 1 an epoch, but got " + total + " and " + perEpoch + ".",
                e.getMessage());
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Double> factors = Arbitraries.doubles().between(0.001, 1).ofScale(3);
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 1000);
        Arbitrary<Schedule> plain = Arbitraries.oneOf(
                Arbitraries.just(Schedules.constant()),
                Combinators.combine(counts, factors).as(Schedules::step),
                factors.map(Schedules::exponential),
                Arbitraries.doubles().between(0, 0.99).ofScale(2).map(Schedules::cosine),
                Combinators.combine(counts, factors).as(Schedules::plateau));
        return Arbitraries.oneOf(plain, Combinators.combine(counts, plain).as(Schedules::warmUp));
    }

    @Provide
    Arbitrary<List<Double>> losses() {
        return Arbitraries.doubles().between(0, 2).ofScale(1).list().ofSize(40);
    }
}
