package dev.nnkit.core.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of values with its ticks, which are round numbers: 1, 2 or 5 times a power of ten.
 *
 * @param low where the axis begins; below {@code high}, and above 0 if it is logarithmic
 */
record Axis(double low, double high, boolean logarithmic, List<Tick> ticks) {
    /** Larger numbers, as from a run that has exploded, would leave nothing else to see, and overflow. */
    static final double LARGEST = 1e100;

    static final double SMALLEST = 1e-100;

    private static final int[] ROUND = {1, 2, 5};
    /** Up to so many decades there is room for 2 and 5 between the powers of ten. */
    private static final int FEW_DECADES = 3;

    private static final int MOST_TICKS = 9;

    record Tick(double value, String label) {}

    /** Where a value stands, from 0 at the low end to 1 at the high end. */
    double place(double value) {
        return logarithmic
                ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (value - low) / (high - low);
    }

    /** An axis from exactly {@code from} to {@code to}; with steps of at least 1 if the values are counts. */
    static Axis exact(double from, double to, boolean counts) {
        double[] range = widened(from, to);
        Step step = step(range, counts);
        return new Axis(range[0], range[1], false, step.ticks(step.from(range[0]), step.upTo(range[1])));
    }

    /** An axis that begins and ends with a tick. */
    static Axis rounded(double from, double to) {
        double[] range = widened(from, to);
        Step step = step(range, false);
        List<Tick> ticks = step.ticks(step.upTo(range[0]), step.from(range[1]));
        return new Axis(ticks.get(0).value, ticks.get(ticks.size() - 1).value, false, ticks);
    }

    /** A logarithmic axis, for values above 0, that begins and ends with a tick. */
    static Axis logarithmic(double from, double to) {
        int first = (int) Math.floor(Math.log10(from));
        int last = (int) Math.ceil(Math.log10(to));
        int decades = Math.max(1, last - first);
        int stride = (decades + MOST_TICKS - 1) / MOST_TICKS;
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent < first + decades + stride; exponent += stride) {
            for (int factor : decades <= FEW_DECADES ? ROUND : new int[] {1}) {
                ticks.add(tick(BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent)));
            }
        }
        while (ticks.size() > 2 && ticks.get(1).value <= from) {
            ticks.remove(0);
        }
        while (ticks.size() > 2 && ticks.get(ticks.size() - 2).value >= to) {
            ticks.remove(ticks.size() - 1);
        }
        return new Axis(ticks.get(0).value, ticks.get(ticks.size() - 1).value, true, ticks);
    }

    /** A range that is not a single point, nor so narrow that ticks would be rounding errors. */
    private static double[] widened(double from, double to) {
        double size = Math.max(Math.abs(from), Math.abs(to));
        if (to - from > Math.max(1e-9 * size, SMALLEST)) {
            return new double[] {from, to};
        }
        double margin = size < SMALLEST ? 0.5 : size / 2;
        return new double[] {from - margin, to + margin};
    }

    /** A distance between ticks: {@code factor * 10^exponent}. */
    private record Step(int factor, int exponent) {
        double value() {
            return factor * Math.pow(10, exponent);
        }

        /** The first multiple that is not below {@code value}, give or take a rounding error. */
        long from(double value) {
            return (long) Math.ceil(value / value() - 1e-6);
        }

        /** The last multiple that is not above {@code value}. */
        long upTo(double value) {
            return (long) Math.floor(value / value() + 1e-6);
        }

        List<Tick> ticks(long first, long last) {
            List<Tick> ticks = new ArrayList<>();
            for (long multiple = first; multiple <= last; multiple++) {
                ticks.add(tick(BigDecimal.valueOf(multiple * factor).scaleByPowerOfTen(exponent)));
            }
            return ticks;
        }
    }

    private static Step step(double[] range, boolean counts) {
        double rough = (range[1] - range[0]) / (MOST_TICKS - 1);
        int exponent = (int) Math.floor(Math.log10(rough));
        if (counts && exponent < 0) {
            return new Step(1, 0);
        }
        for (int factor : ROUND) {
            if (factor * Math.pow(10, exponent) >= rough) {
                return new Step(factor, exponent);
            }
        }
        return new Step(1, exponent + 1);
    }

    private static Tick tick(BigDecimal exact) {
        BigDecimal stripped = exact.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        boolean plain = exact.signum() == 0 || (exponent >= -4 && exponent < 6);
        String label = plain
                ? stripped.toPlainString()
                : stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        return new Tick(exact.doubleValue(), exact.signum() == 0 ? "0" : label);
    }
}
