package dev.nnkit.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as pictures and pages show them, each by itself; {@code show} in explain-view.js writes the same. */
final class Figures {
    private Figures() {}

    /** At most seven characters, so that it has room in a circle: three digits, four decimals. */
    static String brief(double number) {
        return show(number, 3, 4, 1e-3, 1e4);
    }

    /** Six digits. */
    static String full(double number) {
        return show(number, 6, 9, 1e-4, 1e7);
    }

    private static String show(double number, int digits, int decimals, double small, double large) {
        if (Double.isNaN(number)) {
            return "undefined";
        }
        if (number == 0 || Double.isInfinite(number)) {
            return number == 0 ? "0" : Double.toString(number);
        }
        double size = Math.abs(number);
        BigDecimal exact = new BigDecimal(number);
        if (size < small || size >= large) {
            String text = String.format(Locale.ROOT, digits > 3 ? "%.4e" : "%.1e", exact);
            return text.replaceFirst("e([+-])0", "e$1");
        }
        BigDecimal rounded = size < Math.pow(10, digits - decimals)
                ? exact.setScale(decimals, RoundingMode.HALF_UP)
                : exact.round(new MathContext(digits, RoundingMode.HALF_UP));
        return rounded.stripTrailingZeros().toPlainString();
    }
}
