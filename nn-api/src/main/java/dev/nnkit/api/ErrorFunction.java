package dev.nnkit.api;

/**
 * erf and erfc in double precision: below 2 by the series with positive terms only, above by the continued fraction.
 *
 * @see <a href="https://dlmf.nist.gov/7">DLMF, formulas 7.6.2 and 7.9.1</a>
 */
final class ErrorFunction {
    private static final double SPLIT = 2;

    private ErrorFunction() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < SPLIT) {
            return series(x);
        }
        return Math.copySign(1 - tail(magnitude), x);
    }

    static double erfc(double x) {
        if (Math.abs(x) < SPLIT) {
            return x < 1 ? 1 - series(x) : fraction(x, 160);
        }
        return x > 0 ? tail(x) : 2 - tail(-x);
    }

    /** {@code erf(x) = 2 x e^(-x^2) / sqrt(pi) * sum of (2 x^2)^n / (1 * 3 * 5 ... (2n + 1))}. */
    private static double series(double x) {
        double square = 2 * x * x;
        double term = 1;
        double sum = 1;
        for (int n = 1; term > sum * 0x1p-54; n++) {
            term *= square / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * sum;
    }

    private static double tail(double x) {
        return x > 27 ? 0 : fraction(x, 60);
    }

    /** {@code erfc(x) = e^(-x^2) / sqrt(pi) / (x + (1/2) / (x + (2/2) / (x + (3/2) / (x + ...))))}. */
    private static double fraction(double x, int terms) {
        double value = x;
        for (int k = terms; k > 0; k--) {
            value = x + k / 2.0 / value;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / value;
    }
}
