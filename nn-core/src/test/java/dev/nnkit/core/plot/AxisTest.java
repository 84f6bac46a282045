package dev.nnkit.core.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void ticksAreRound() {
        assertEquals(List.of("0", "0.5", "1", "1.5", "2", "2.5"), labels(Axis.rounded(0.06, 2.4)));
        assertEquals(List.of("-0.02", "0", "0.02", "0.04", "0.06", "0.08", "0.1"), labels(Axis.rounded(-0.01, 0.1)));
        assertEquals(List.of("2e-7", "4e-7", "6e-7", "8e-7", "1e-6", "1.2e-6"), labels(Axis.rounded(2e-7, 1.2e-6)));
        assertEquals(List.of("500000", "1e6", "1.5e6", "2e6", "2.5e6", "3e6"), labels(Axis.rounded(6e5, 3e6)));
        assertEquals(List.of("5", "10", "15", "20"), labels(Axis.exact(1, 20, true)));
        assertEquals(List.of("1", "2", "3"), labels(Axis.exact(1, 3, true)));
        assertEquals(
                List.of("7"),
                labels(Axis.exact(7, 7, true)).stream().filter("7"::equals).toList());
        assertEquals(List.of("0.05", "0.1", "0.2", "0.5", "1", "2", "5"), labels(Axis.logarithmic(0.06, 2.4)));
        assertEquals(List.of("1e-5", "0.0001", "0.001", "0.01", "0.1", "1"), labels(Axis.logarithmic(2e-5, 0.7)));
    }

    @Provide
    Arbitrary<Double> values() {
        Arbitrary<Double> ordinary = Arbitraries.doubles().between(-1000, 1000).ofScale(6);
        Arbitrary<Double> wild =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> Math.abs(value) <= Axis.LARGEST);
        return Arbitraries.oneOf(ordinary, wild);
    }

    @Property
    void everyRangeHasAFewTicksInOrder(@ForAll("values") double one, @ForAll("values") double other) {
        double from = Math.min(one, other);
        double to = Math.max(one, other);
        Axis rounded = Axis.rounded(from, to);
        requireSound(rounded, from, to);
        assertEquals(0, rounded.place(rounded.ticks().get(0).value()));
        requireSound(Axis.exact(from, to, false), from, to);
        requireSound(Axis.exact(Math.rint(from), Math.rint(to), true), Math.rint(from), Math.rint(to));
        double low = Math.max(Math.abs(from), Axis.SMALLEST);
        double high = Math.max(Math.abs(to), Axis.SMALLEST);
        requireSound(
                Axis.logarithmic(Math.min(low, high), Math.max(low, high)), Math.min(low, high), Math.max(low, high));
    }

    private static void requireSound(Axis axis, double from, double to) {
        assertTrue(axis.low() < axis.high(), axis::toString);
        assertTrue(axis.place(from) >= -1e-5 && axis.place(to) <= 1 + 1e-5, axis::toString);
        int count = axis.ticks().size();
        assertTrue(count >= 1 && count <= 13, axis::toString);
        double before = Double.NEGATIVE_INFINITY;
        for (Axis.Tick tick : axis.ticks()) {
            assertTrue(tick.value() > before, axis::toString);
            assertEquals(tick.value(), Double.parseDouble(tick.label()));
            assertTrue(axis.place(tick.value()) >= -1e-5 && axis.place(tick.value()) <= 1 + 1e-5, axis::toString);
            before = tick.value();
        }
    }
}
