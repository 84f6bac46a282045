package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The slopes of an activation against its derivative by other means, to a few units in the last place of 1 or of the
 * derivative, whichever is larger. Of 1, because functions that saturate tell their slope from {@code 1 - y}, whose
 * rounding does not shrink with the slope.
 */
final class ExactSlopes {
    private static final double DOUBLE_BOUND = 16 * Math.ulp(1.0);
    private static final double FLOAT_BOUND = 4 * Math.ulp(1.0f);

    /** Powers of two, so that a slope can be taken out of a product without a rounding. */
    private static final double[] UPSTREAM = {1, -2, 0.5};

    private final Activation activation;
    private final DoubleUnaryOperator exact;
    private final double[] points;

    /** @param points where to compare; those where the slope jumps are left out, since either side is right there */
    ExactSlopes(Activation activation, DoubleUnaryOperator exact, double... points) {
        this.activation = activation;
        this.exact = exact;
        this.points = points;
    }

    void ofTheScalarForm() {
        for (double x : points) {
            compare(x, activation.derivative(x, activation.apply(x)), DOUBLE_BOUND);
        }
    }

    void ofDoubleArrays(ElementaryFunctions functions) {
        double[] y = new double[points.length];
        double[] dx = new double[points.length];
        double[] dy = upstream();
        activation.apply(points, y, 0, y.length, functions);
        activation.pullback(points, y, dy, dx, 0, y.length);
        for (int i = 0; i < y.length; i++) {
            compare(points[i], dx[i] / dy[i], DOUBLE_BOUND);
        }
    }

    void ofFloatArrays(ElementaryFunctions functions) {
        float[] x = Numbers.floats(points);
        float[] y = new float[x.length];
        float[] dx = new float[x.length];
        float[] dy = Numbers.floats(upstream());
        activation.apply(x, y, 0, y.length, functions);
        activation.pullback(x, y, dy, dx, 0, y.length);
        for (int i = 0; i < y.length; i++) {
            compare(x[i], dx[i] / dy[i], FLOAT_BOUND);
        }
    }

    private double[] upstream() {
        double[] upstream = new double[points.length];
        Arrays.setAll(upstream, i -> UPSTREAM[i % UPSTREAM.length]);
        return upstream;
    }

    private void compare(double x, double slope, double bound) {
        if (Arrays.stream(activation.kinks()).anyMatch(kink -> kink == x)) {
            return;
        }
        double expected = exact.applyAsDouble(x);
        assertTrue(
                Double.isFinite(expected),
                "exactDerivative() is " + expected + " at " + x + ": write it so that nothing overflows on the way.");
        double size = Math.max(1, Math.abs(expected));
        if (!(Math.abs(slope - expected) <= bound * size)) {
            fail("the slope at " + x + " must be " + expected + " but is " + slope + ", "
                    + (float) (Math.abs(slope - expected) / size) + " off where " + (float) bound + " is allowed.");
        }
    }
}
