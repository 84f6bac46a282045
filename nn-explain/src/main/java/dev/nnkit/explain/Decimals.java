package dev.nnkit.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * How many decimals numbers are shown with that stand below each other or in one sentence: as many as give the largest
 * of them six digits, for all the same, so that what is shown adds up; without the zeros that all of them end in. Where
 * that would take too many zeros, with powers of ten.
 */
record Decimals(int places, boolean powers) {
    private static final int DIGITS = 6;
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e7;

    static Decimals of(List<Double> numbers) {
        double largest = 0;
        for (double number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        if (!(largest < LARGE) || (largest > 0 && largest < SMALL)) {
            return new Decimals(DIGITS - 2, true);
        }
        int before = largest == 0 ? 1 : 1 + (int) Math.floor(Math.log10(largest));
        int most = Math.max(0, DIGITS - before);
        int needed = 0;
        for (double number : numbers) {
            BigDecimal rounded = BigDecimal.valueOf(number)
                    .setScale(most, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            needed = Math.max(needed, rounded.scale());
        }
        return new Decimals(needed, false);
    }

    /** One number by itself. */
    static String show(double number) {
        return of(List.of(number)).text(number);
    }

    String text(double number) {
        if (powers) {
            return number == 0 ? "0" : String.format(Locale.ROOT, "%." + places + "e", number);
        }
        String text = String.format(Locale.ROOT, "%." + places + "f", number);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero && text.startsWith("-") ? text.substring(1) : text;
    }
}
