package dev.nnkit.api.kernel;

import static dev.nnkit.api.kernel.HardwareFma.fma;

/**
 * exp, log, tanh, sigmoid and erf of a float, by polynomials that were fitted for the smallest largest error (Remez) to the
 * exact functions. At most 1 ulp off for exp and log, 2 for erf, 3 for tanh and sigmoid. NaN, infinities, -0.0 and denormals give what they must.
 *
 * <p>They are made of operations that a vector has too, in an order that is part of the definition: so kernels that
 * calculate several at once, with the constants of this class, give the same bits. Thread-safe.
 */
public final class FloatFunctions {
    /** Adding and subtracting it rounds to a whole number, which stands in the lowest bits of the sum. */
    public static final float ROUNDER = 12582912f;

    public static final float LOWEST_EXPONENT = -104;
    public static final float HIGHEST_EXPONENT = 89;
    public static final float LOG2_OF_E = 1.442695f;
    public static final float LN2 = 0.6931472f;
    public static final float LN2_LOW = -1.9046542e-9f;
    public static final int EXPONENT_SHIFT = 23;
    public static final int BITS_OF_ONE = 0x3f800000;
    public static final int BITS_OF_ROOT_OF_HALF = 0x3f3504f3;
    /** Bits of the power of two whose mantissa counts in steps of one. */
    public static final int BITS_OF_UNITS = 0x4b000000;

    /** That power of two and the bias of an exponent. */
    public static final float UNITS_AND_BIAS = 8388608 + 127;

    public static final int SIGN = 0x80000000;
    public static final float SCALE_OF_DENORMALS = 8388608f;
    public static final float EXPONENT_OF_DENORMALS = 23;
    public static final float SMALL_FOR_TANH = 0.65f;
    public static final float LARGEST_FOR_ERF = 4;
    public static final float EXP0 = 0.49999994f;
    public static final float EXP1 = 0.1666652f;
    public static final float EXP2 = 0.041668367f;
    public static final float EXP3 = 0.008368886f;
    public static final float EXP4 = 0.0013816931f;
    public static final float TANH0 = -0.33333263f;
    public static final float TANH1 = 0.13330898f;
    public static final float TANH2 = -0.053692877f;
    public static final float TANH3 = 0.020483088f;
    public static final float TANH4 = -0.0055284356f;
    public static final float LOG0 = 0.33333313f;
    public static final float LOG1 = -0.2500001f;
    public static final float LOG2 = 0.20002122f;
    public static final float LOG3 = -0.16667996f;
    public static final float LOG4 = 0.14219485f;
    public static final float LOG5 = -0.12405521f;
    public static final float LOG6 = 0.11888585f;
    public static final float LOG7 = -0.116762415f;
    public static final float LOG8 = 0.06746448f;
    public static final float ERF0 = 1.1283791f;
    public static final float ERF1 = -0.37612626f;
    public static final float ERF2 = 0.112835854f;
    public static final float ERF3 = -0.026853818f;
    public static final float ERF4 = 0.0051883417f;
    public static final float ERF5 = -0.0008010329f;
    public static final float ERF6 = 7.854344e-5f;
    public static final float ERFC0 = 0.00020216557f;
    public static final float ERFC1 = -1.1296499f;
    public static final float ERFC2 = -0.63306457f;
    public static final float ERFC3 = -0.108608015f;
    public static final float ERFC4 = 0.025349999f;
    public static final float ERFC5 = -0.0042711473f;
    public static final float ERFC6 = 0.0004605067f;
    public static final float ERFC7 = -2.4778486e-5f;
    public static final float ERFC8 = 2.1377744e-7f;

    private FloatFunctions() {}

    /** {@code e^x}. */
    public static float exp(float x) {
        float v = Math.min(Math.max(x, LOWEST_EXPONENT), HIGHEST_EXPONENT);
        float rounded = fma(v, LOG2_OF_E, ROUNDER);
        float n = rounded - ROUNDER;
        float r = fma(n, -LN2_LOW, fma(n, -LN2, v));
        float p = fma(EXP4, r, EXP3);
        p = fma(p, r, EXP2);
        p = fma(p, r, EXP1);
        p = fma(p, r, EXP0);
        float y = 1 + fma(r * r, p, r);
        // 2^n in two factors, since either end of its range lies beyond one.
        float half = fma(n, 0.5f, ROUNDER);
        float rest = (n - (half - ROUNDER)) + ROUNDER;
        return y * power(half) * power(rest);
    }

    private static float power(float rounded) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT) + BITS_OF_ONE);
    }

    /** The natural logarithm; NaN below 0. */
    public static float log(float x) {
        boolean denormal = x < Float.MIN_NORMAL;
        float v = denormal ? x * SCALE_OF_DENORMALS : x;
        int bits = Float.floatToRawIntBits(v);
        int exponent = (bits - BITS_OF_ROOT_OF_HALF + BITS_OF_ONE) >>> EXPONENT_SHIFT;
        float f = Float.intBitsToFloat(bits - (exponent << EXPONENT_SHIFT) + BITS_OF_ONE) - 1;
        float n = Float.intBitsToFloat(exponent | BITS_OF_UNITS)
                - UNITS_AND_BIAS
                - (denormal ? EXPONENT_OF_DENORMALS : 0);
        float p = fma(LOG8, f, LOG7);
        p = fma(p, f, LOG6);
        p = fma(p, f, LOG5);
        p = fma(p, f, LOG4);
        p = fma(p, f, LOG3);
        p = fma(p, f, LOG2);
        p = fma(p, f, LOG1);
        p = fma(p, f, LOG0);
        float rest = fma(n, LN2_LOW, f * f * fma(f, p, -0.5f));
        float y = fma(n, LN2, f + rest);
        if (x > 0 && x < Float.POSITIVE_INFINITY) {
            return y;
        }
        return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
    }

    /** The hyperbolic tangent. */
    public static float tanh(float x) {
        float a = Math.abs(x);
        if (a < SMALL_FOR_TANH) {
            float z = a * a;
            float p = fma(TANH4, z, TANH3);
            p = fma(p, z, TANH2);
            p = fma(p, z, TANH1);
            p = fma(p, z, TANH0);
            return Math.copySign(fma(a * z, p, a), x);
        }
        return Math.copySign(1 - 2 / (exp(a + a) + 1), x);
    }

    /** {@code 1 / (1 + e^-x)}. */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** The error function {@code 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x}. */
    public static float erf(float x) {
        float a = Math.abs(x);
        if (a < 1) {
            float z = x * x;
            float p = fma(ERF6, z, ERF5);
            p = fma(p, z, ERF4);
            p = fma(p, z, ERF3);
            p = fma(p, z, ERF2);
            p = fma(p, z, ERF1);
            p = fma(p, z, ERF0);
            return Math.copySign(a * p, x);
        }
        a = Math.min(a, LARGEST_FOR_ERF);
        float p = fma(ERFC8, a, ERFC7);
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
