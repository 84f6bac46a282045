package dev.nnkit.experiment.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Figures as a reader wants them: as many digits as mean something, and never so few that a claim reads as its
 * opposite.
 */
public final class Wording {
    private static final int MOST_EXTRA_DIGITS = 6;

    private Wording() {}

    /**
     * Such as {@code 0.4 ± 0.2}: the half width with one significant digit, two where the first is a 1, the mean with
     * as many decimals; more where rounding would hide on which side of the half width the mean lies.
     */
    public static String plusMinus(double mean, double halfWidth) {
        if (!Double.isFinite(mean)) {
            return "–";
        }
        if (!Double.isFinite(halfWidth) || halfWidth == 0) {
            BigDecimal rounded = BigDecimal.valueOf(mean).round(new MathContext(3, RoundingMode.HALF_UP));
            return fixed(rounded, Math.max(0, rounded.stripTrailingZeros().scale()))
                    + (halfWidth == 0 ? " ± 0" : " ± ∞");
        }
        int decimals = decimals(halfWidth);
        for (int extra = 0; extra < MOST_EXTRA_DIGITS; extra++) {
            boolean shown = rounded(Math.abs(mean), decimals).compareTo(rounded(halfWidth, decimals)) > 0;
            if (shown == Math.abs(mean) > halfWidth) {
                break;
            }
            decimals++;
        }
        return fixed(rounded(mean, decimals), decimals) + " ± " + fixed(rounded(halfWidth, decimals), decimals);
    }

    /** Two significant digits, rounded up, so that what is called excluded is. */
    static String upTo(double bound) {
        BigDecimal rounded = BigDecimal.valueOf(bound).round(new MathContext(2, RoundingMode.CEILING));
        return fixed(rounded, Math.max(0, rounded.stripTrailingZeros().scale()));
    }

    /** As it was stated. */
    static String plain(double stated) {
        BigDecimal exact = BigDecimal.valueOf(stated).stripTrailingZeros();
        return fixed(exact, Math.max(0, exact.scale()));
    }

    /**
     * Such as {@code p = 0.003}, {@code p = 0.042}, {@code p < 0.001}; with more digits where rounding would hide on
     * which side of the level it lies.
     */
    public static String p(double p, double level) {
        if (p < 0.001) {
            return "p < 0.001";
        }
        BigDecimal exact = BigDecimal.valueOf(p);
        int digits = p < 0.01 ? 1 : 2;
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_UP));
        while (rounded.doubleValue() <= level != p <= level) {
            digits++;
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_UP));
        }
        return "p = " + (rounded.doubleValue() == 1 ? "1" : rounded.toPlainString());
    }

    /** Such as {@code 1 seed}, {@code 2,000 rows}. */
    static String count(int count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    /** With the unit behind it, if it has one. */
    static String withUnit(String figure, Measure measure) {
        return measure.unit().isEmpty() ? figure : figure + " " + measure.unit();
    }

    private static int decimals(double halfWidth) {
        BigDecimal one = BigDecimal.valueOf(halfWidth).round(new MathContext(1, RoundingMode.HALF_UP));
        boolean leadingOne = one.unscaledValue().intValue() == 1;
        return Math.max(0, leadingOne ? one.scale() + 1 : one.scale());
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    private static String fixed(BigDecimal value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
