package dev.nnkit.api.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.ElementaryFunctions;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The polynomials against the JDK's strict functions, and against double for float. */
class FunctionsTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        -1e-310,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1,
        -1,
        -745.13,
        -745.14,
        -708.5,
        709.78,
        709.79
    };

    private interface OfFloat {
        float apply(float x);
    }

    /** Every 4099th of all floats. */
    private static void floats(String name, OfFloat function, DoubleUnaryOperator exact, double ulps) {
        for (long bits = 0; bits < 1L << 32; bits += 4099) {
            nearFloat(name, Float.intBitsToFloat((int) bits), function, exact, ulps);
        }
        for (double x : SPECIAL) {
            nearFloat(name, (float) x, function, exact, ulps);
        }
    }

    private static void nearFloat(String name, float x, OfFloat function, DoubleUnaryOperator exact, double ulps) {
        double expected = exact.applyAsDouble(x);
        float rounded = (float) expected;
        float actual = function.apply(x);
        if (Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0) {
            assertEquals(rounded, actual, name + " of " + x);
        } else if (Math.abs(actual - expected) > ulps * Math.ulp(rounded)) {
            assertEquals(expected, actual, name + " of " + x);
        }
    }

    private static void doubles(
            String name, DoubleUnaryOperator function, DoubleUnaryOperator exact, double range, double ulps) {
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            double x = (random.nextDouble() * 2 - 1) * (i % 3 == 0 ? 1 : range);
            near(name, x, function, exact, ulps);
        }
        for (double x : SPECIAL) {
            near(name, x, function, exact, ulps);
        }
    }

    private static void near(
            String name, double x, DoubleUnaryOperator function, DoubleUnaryOperator exact, double ulps) {
        double expected = exact.applyAsDouble(x);
        double actual = function.applyAsDouble(x);
        if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
            assertEquals(expected, actual, name + " of " + x);
        } else if (Math.abs(actual - expected) > ulps * Math.ulp(expected)) {
            assertEquals(expected, actual, name + " of " + x);
        }
    }

    @Test
    void ofFloats() {
        floats("exp", FloatFunctions::exp, StrictMath::exp, 1);
        floats("log", FloatFunctions::log, StrictMath::log, 1);
        floats("tanh", FloatFunctions::tanh, StrictMath::tanh, 2);
        floats("sigmoid", FloatFunctions::sigmoid, ElementaryFunctions::sigmoid, 2.5);
    }

    @Test
    void ofDoubles() {
        doubles("exp", DoubleFunctions::exp, StrictMath::exp, 760, 2);
        doubles("tanh", DoubleFunctions::tanh, StrictMath::tanh, 40, 3);
        doubles("sigmoid", DoubleFunctions::sigmoid, ElementaryFunctions::sigmoid, 760, 3);
        doubles("log", DoubleFunctions::log, StrictMath::log, 1e6, 2);
        doubles("log", x -> DoubleFunctions.log(Math.exp(x)), x -> StrictMath.log(Math.exp(x)), 744, 2);
    }

    /** Values by mpmath 1.3, with 50 digits, rounded. */
    @Test
    void errorFunction() {
        assertEquals(0.5204998778130465, DoubleFunctions.erf(0.5), 2e-16);
        assertEquals(0.8427007929497149, DoubleFunctions.erf(1), 2e-16);
        assertEquals(-0.9923528275758607, DoubleFunctions.erf(-1.88604), 2e-16);
        assertEquals(1, DoubleFunctions.erf(6.5));
        assertEquals(-1, DoubleFunctions.erf(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(DoubleFunctions.erf(Double.NaN)));
        assertEquals(-0.0, DoubleFunctions.erf(-0.0));
        floats("erf", FloatFunctions::erf, DoubleFunctions::erf, 2.5);
    }
}
