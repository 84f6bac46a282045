package dev.nnkit.core.table;

/**
 * Reads decimal numbers out of characters: what {@link Double#parseDouble} gives, to the last bit, without making a
 * string of most of them.
 *
 * <p>At most 15 digits and a power of ten up to 22 are both exact as doubles, so one multiplication or division of them
 * is correctly rounded (<a href="https://doi.org/10.1145/93542.93557">Clinger 1990, section 4</a>). Everything longer is
 * left to the JDK.
 */
final class Decimal {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimal() {}

    /**
     * The number that characters from <= i < to spell: sign, digits, a point and digits, {@code e} and an exponent, of
     * which only some digits must be there. NaN if they spell none, or one that is too large for a double: neither hexadecimal
     * numbers nor suffixes nor the words NaN and Infinity are numbers in a table.
     */
    static double parse(char[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (at < to && text[at] == '+')) {
            at++;
        }
        long digits = 0;
        int significant = 0;
        int seen = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                seen++;
                if (significant > 0 || c != '0') {
                    significant++;
                    digits = digits * 10 + (c - '0');
                }
                scale -= point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        if (at < to) {
            int end = exponentEnd(text, at, to);
            if (end != to) {
                return Double.NaN;
            }
            if (to - at > 5) {
                return slow(text, from, to);
            }
            scale += exponent(text, at + 1, to);
        }
        if (significant > EXACT_DIGITS || scale < -22 || scale > 22) {
            return slow(text, from, to);
        }
        double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
        return negative ? -value : value;
    }

    /** Where an exponent that begins at {@code at} ends, or -1 if none begins there. */
    private static int exponentEnd(char[] text, int at, int to) {
        if (text[at] != 'e' && text[at] != 'E') {
            return -1;
        }
        int end = at + 1;
        if (end < to && (text[end] == '-' || text[end] == '+')) {
            end++;
        }
        int first = end;
        while (end < to && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end == first ? -1 : end;
    }

    private static int exponent(char[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int value = 0;
        for (int i = negative || text[from] == '+' ? from + 1 : from; i < to; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return negative ? -value : value;
    }

    private static double slow(char[] text, int from, int to) {
        double value = Double.parseDouble(new String(text, from, to - from));
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
