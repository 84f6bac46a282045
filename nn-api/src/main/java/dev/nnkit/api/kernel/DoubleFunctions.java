package dev.nnkit.api.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

/**
 * exp, log, tanh, sigmoid and erf of a double, by polynomials that were fitted for the smallest largest error (Remez) to the
 * exact functions. At most 2 ulp off for exp and log, 2 for erf, 3 for tanh and sigmoid. NaN, infinities, -0.0 and denormals give what they must.
 *
 * <p>They are made of operations that a vector has too, in an order that is part of the definition: so kernels that
 * calculate several at once, with the constants of this class, give the same bits. Thread-safe.
 */
public final class DoubleFunctions {
    /** Adding and subtracting it rounds to a whole number, which stands in the lowest bits of the sum. */
    public static final double ROUNDER = 6755399441055744.0;

    public static final double LOWEST_EXPONENT = -746;
    public static final double HIGHEST_EXPONENT = 710;
    public static final double LOG2_OF_E = 1.4426950408889634;
    public static final double LN2 = 0.6931471805599453;
    public static final double LN2_LOW = 2.3190468138462996e-17;
    public static final int EXPONENT_SHIFT = 52;
    public static final long BITS_OF_ONE = 0x3ff0000000000000L;
    public static final long BITS_OF_ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;
    /** Bits of the power of two whose mantissa counts in steps of one. */
    public static final long BITS_OF_UNITS = 0x4330000000000000L;

    /** That power of two and the bias of an exponent. */
    public static final double UNITS_AND_BIAS = 4503599627370496.0 + 1023;

    public static final long SIGN = 0x8000000000000000L;
    public static final double SCALE_OF_DENORMALS = 4503599627370496.0;
    public static final double EXPONENT_OF_DENORMALS = 52;
    public static final double SMALL_FOR_TANH = 0.65;
    public static final double LARGEST_FOR_ERF = 6;
    public static final double EXP0 = 0.5000000000000011;
    public static final double EXP1 = 0.16666666666666402;
    public static final double EXP2 = 0.04166666666652744;
    public static final double EXP3 = 0.00833333333349954;
    public static final double EXP4 = 0.0013888888944465104;
    public static final double EXP5 = 0.000198412694976891;
    public static final double EXP6 = 2.4801492127152725e-5;
    public static final double EXP7 = 2.755759239695141e-6;
    public static final double EXP8 = 2.7630628163187083e-7;
    public static final double EXP9 = 2.4998774268616748e-8;
    public static final double TANH0 = -0.3333333333333333;
    public static final double TANH1 = 0.13333333333332933;
    public static final double TANH2 = -0.053968253967989856;
    public static final double TANH3 = 0.021869488527335976;
    public static final double TANH4 = -0.008863235355932347;
    public static final double TANH5 = 0.0035921258263570174;
    public static final double TANH6 = -0.0014558153556166738;
    public static final double TANH7 = 0.0005899130162509524;
    public static final double TANH8 = -0.00023864164135202235;
    public static final double TANH9 = 9.54410557519767e-5;
    public static final double TANH10 = -3.614698126022567e-5;
    public static final double TANH11 = 1.1365480125760396e-5;
    public static final double TANH12 = -2.101903794137031e-6;
    public static final double LOG0 = 0.6666666666666736;
    public static final double LOG1 = 0.3999999999940326;
    public static final double LOG2 = 0.2857142874514473;
    public static final double LOG3 = 0.2222219826726432;
    public static final double LOG4 = 0.1818358140190663;
    public static final double LOG5 = 0.15313584464553429;
    public static final double LOG6 = 0.14800895445516665;
    public static final double ERF0 = 1.1283791670955126;
    public static final double ERF1 = -0.37612638903183754;
    public static final double ERF2 = 0.11283791670955119;
    public static final double ERF3 = -0.026866170645129733;
    public static final double ERF4 = 0.005223977625422095;
    public static final double ERF5 = -0.000854832702185396;
    public static final double ERF6 = 0.0001205533289939662;
    public static final double ERF7 = -1.4925647466389993e-5;
    public static final double ERF8 = 1.6462043435740533e-6;
    public static final double ERF9 = -1.6364614835762664e-7;
    public static final double ERF10 = 1.4792149846639726e-8;
    public static final double ERF11 = -1.2163067765031827e-9;
    public static final double ERF12 = 8.703884164206893e-11;
    public static final double ERF13 = -4.223047531072587e-12;
    public static final double ERFC0 = -2.7909814173766917e-8;
    public static final double ERFC1 = -1.1283789146056549;
    public static final double ERFC2 = -0.6366207396021228;
    public static final double ERFC3 = -0.1027707993246636;
    public static final double ERFC4 = 0.01912801007901103;
    public static final double ERFC5 = 0.0002023590400663131;
    public static final double ERFC6 = -0.0016750304958807487;
    public static final double ERFC7 = 0.0005524219148261819;
    public static final double ERFC8 = 2.196263964430314e-5;
    public static final double ERFC9 = -0.00011075656641413411;
    public static final double ERFC10 = 6.474798664627287e-5;
    public static final double ERFC11 = -2.427507731450918e-5;
    public static final double ERFC12 = 6.78249328774024e-6;
    public static final double ERFC13 = -1.4692820207561894e-6;
    public static final double ERFC14 = 2.4805362597844187e-7;
    public static final double ERFC15 = -3.218147030549839e-8;
    public static final double ERFC16 = 3.106660336865202e-9;
    public static final double ERFC17 = -2.1040506066466854e-10;
    public static final double ERFC18 = 8.922824484829472e-12;
    public static final double ERFC19 = -1.7824975146663455e-13;

    private DoubleFunctions() {}

    /** {@code e^x}. */
    public static double exp(double x) {
        double v = Math.min(Math.max(x, LOWEST_EXPONENT), HIGHEST_EXPONENT);
        double rounded = fma(v, LOG2_OF_E, ROUNDER);
        double n = rounded - ROUNDER;
        double r = fma(n, -LN2_LOW, fma(n, -LN2, v));
        double p = fma(EXP9, r, EXP8);
        p = fma(p, r, EXP7);
        p = fma(p, r, EXP6);
        p = fma(p, r, EXP5);
        p = fma(p, r, EXP4);
        p = fma(p, r, EXP3);
        p = fma(p, r, EXP2);
        p = fma(p, r, EXP1);
        p = fma(p, r, EXP0);
        double y = 1 + fma(r * r, p, r);
        // 2^n in two factors, since either end of its range lies beyond one.
        double half = fma(n, 0.5, ROUNDER);
        double rest = (n - (half - ROUNDER)) + ROUNDER;
        return y * power(half) * power(rest);
    }

    private static double power(double rounded) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) << EXPONENT_SHIFT) + BITS_OF_ONE);
    }

    /** The natural logarithm; NaN below 0. */
    public static double log(double x) {
        boolean denormal = x < Double.MIN_NORMAL;
        double v = denormal ? x * SCALE_OF_DENORMALS : x;
        long bits = Double.doubleToRawLongBits(v);
        long exponent = (bits - BITS_OF_ROOT_OF_HALF + BITS_OF_ONE) >>> EXPONENT_SHIFT;
        double f = Double.longBitsToDouble(bits - (exponent << EXPONENT_SHIFT) + BITS_OF_ONE) - 1;
        double n = Double.longBitsToDouble(exponent | BITS_OF_UNITS)
                - UNITS_AND_BIAS
                - (denormal ? EXPONENT_OF_DENORMALS : 0);
        double s = f / (2 + f);
        double z = s * s;
        double p = fma(LOG6, z, LOG5);
        p = fma(p, z, LOG4);
        p = fma(p, z, LOG3);
        p = fma(p, z, LOG2);
        p = fma(p, z, LOG1);
        p = fma(p, z, LOG0);
        // log(1 + f) = f - s (f - z Q(z)): the large part is exact.
        double rest = fma(n, LN2_LOW, -s * fma(-z, p, f));
        double y = fma(n, LN2, f + rest);
        if (x > 0 && x < Double.POSITIVE_INFINITY) {
            return y;
        }
        return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }

    /** The hyperbolic tangent. */
    public static double tanh(double x) {
        double a = Math.abs(x);
        if (a < SMALL_FOR_TANH) {
            double z = a * a;
            double p = fma(TANH12, z, TANH11);
            p = fma(p, z, TANH10);
            p = fma(p, z, TANH9);
            p = fma(p, z, TANH8);
            p = fma(p, z, TANH7);
            p = fma(p, z, TANH6);
            p = fma(p, z, TANH5);
            p = fma(p, z, TANH4);
            p = fma(p, z, TANH3);
            p = fma(p, z, TANH2);
            p = fma(p, z, TANH1);
            p = fma(p, z, TANH0);
            return Math.copySign(fma(a * z, p, a), x);
        }
        return Math.copySign(1 - 2 / (exp(a + a) + 1), x);
    }

    /** {@code 1 / (1 + e^-x)}. */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** The error function {@code 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x}. */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < 1) {
            double z = x * x;
            double p = fma(ERF13, z, ERF12);
            p = fma(p, z, ERF11);
            p = fma(p, z, ERF10);
            p = fma(p, z, ERF9);
            p = fma(p, z, ERF8);
            p = fma(p, z, ERF7);
            p = fma(p, z, ERF6);
            p = fma(p, z, ERF5);
            p = fma(p, z, ERF4);
            p = fma(p, z, ERF3);
            p = fma(p, z, ERF2);
            p = fma(p, z, ERF1);
            p = fma(p, z, ERF0);
            return Math.copySign(a * p, x);
        }
        a = Math.min(a, LARGEST_FOR_ERF);
        double p = fma(ERFC19, a, ERFC18);
        p = fma(p, a, ERFC17);
        p = fma(p, a, ERFC16);
        p = fma(p, a, ERFC15);
        p = fma(p, a, ERFC14);
        p = fma(p, a, ERFC13);
        p = fma(p, a, ERFC12);
        p = fma(p, a, ERFC11);
        p = fma(p, a, ERFC10);
        p = fma(p, a, ERFC9);
        p = fma(p, a, ERFC8);
        p = fma(p, a, ERFC7);
        p = fma(p, a, ERFC6);
        p = fma(p, a, ERFC5);
        p = fma(p, a, ERFC4);
        p = fma(p, a, ERFC3);
        p = fma(p, a, ERFC2);
        p = fma(p, a, ERFC1);
        p = fma(p, a, ERFC0);
        return Math.copySign(1 - exp(p), x);
    }
}
