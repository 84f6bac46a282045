package dev.nnkit.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as pictures and pages show them, each by itself; {@code show} in explain-view.js writes the same. */
final class Figures {
    private Figures() {}

    /** At most six characters, so that it has room in a circle: three digits. */
    static String brief(double number) {
        return show(number, 3, 1e-3, 1e4);
    }

    /** Six digits. */
    static String full(double number) {
        return show(number, 6, 1e-4, 1e7);
    }

    private static String show(double number, int digits, double small, double large) {
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
        return exact.round(new MathContext(digits, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
