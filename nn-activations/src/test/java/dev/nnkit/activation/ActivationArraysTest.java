package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The array forms say what the scalar forms say, in both types, and write nowhere else. */
class ActivationArraysTest {
    private static final float UNTOUCHED = 12345;

    @Property(tries = 1000)
    void doubles(
            @ForAll("activations") Activation activation,
            @ForAll("values") double[] x,
            @ForAll("slopes") double upstream,
            @ForAll @IntRange(max = 5) int skipped) {
        int from = Math.min(skipped, x.length);
        int to = Math.max(from, x.length - skipped);
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        double[] dy = new double[x.length];
        Arrays.fill(y, UNTOUCHED);
        Arrays.fill(dx, UNTOUCHED);
        Arrays.fill(dy, upstream);
        activation.apply(x, y, from, to, ElementaryFunctions.PLAIN);
        activation.pullback(x, y, dy, dx, from, to);
        for (int i = 0; i < x.length; i++) {
            boolean inside = i >= from && i < to;
            double value = activation.apply(x[i]);
            double slope = upstream * activation.derivative(x[i], value);
            requireNear(activation, x[i], inside ? value : UNTOUCHED, y[i], 1e-15, 0);
            requireNear(activation, x[i], inside ? slope : UNTOUCHED, dx[i], 1e-15, 0);
        }
    }

    @Property(tries = 1000)
    void floats(
            @ForAll("activations") Activation activation,
            @ForAll("values") double[] values,
            @ForAll("slopes") double slopes,
            @ForAll @IntRange(max = 5) int skipped) {
        int from = Math.min(skipped, values.length);
        int to = Math.max(from, values.length - skipped);
        float upstream = (float) slopes;
        float[] x = new float[values.length];
        float[] y = new float[values.length];
        float[] dx = new float[values.length];
        float[] dy = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            x[i] = (float) values[i];
        }
        Arrays.fill(y, UNTOUCHED);
        Arrays.fill(dx, UNTOUCHED);
        Arrays.fill(dy, upstream);
        activation.apply(x, y, from, to, ElementaryFunctions.PLAIN);
        activation.pullback(x, y, dy, dx, from, to);
        for (int i = 0; i < x.length; i++) {
            boolean inside = i >= from && i < to;
            double value = activation.apply(x[i]);
            double slope = upstream * activation.derivative(x[i], value);
            double scale = activation instanceof Elu elu ? Math.max(1, elu.alpha()) : 2;
            requireNear(activation, x[i], inside ? value : UNTOUCHED, y[i], 4e-7, 2e-7);
            requireNear(activation, x[i], inside ? slope : UNTOUCHED, dx[i], 4e-7, 2e-7 * scale * Math.abs(upstream));
        }
    }

    /** The bits of an element do not depend on where the work is cut. */
    @Property
    void bitsDoNotDependOnTheRange(
            @ForAll("activations") Activation activation,
            @ForAll("values") double[] values,
            @ForAll @IntRange(max = 40) int cut) {
        int n = values.length;
        int middle = Math.min(cut, n);
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) values[i];
        }
        float[][] floatResults = new float[4][n];
        double[][] results = new double[4][n];
        int[][] cuts = {{0, n, n}, {0, middle, n}};
        for (int way = 0; way < 2; way++) {
            for (int part = 0; part < 2; part++) {
                int from = cuts[way][part];
                int to = cuts[way][part + 1];
                activation.apply(floats, floatResults[way], from, to, ElementaryFunctions.PLAIN);
                activation.pullback(floats, floatResults[way], floats, floatResults[way + 2], from, to);
                activation.apply(values, results[way], from, to, ElementaryFunctions.PLAIN);
                activation.pullback(values, results[way], values, results[way + 2], from, to);
            }
        }
        for (int i = 0; i < 4; i += 2) {
            assertArrayEquals(floatResults[i], floatResults[i + 1], activation.toString());
            assertArrayEquals(results[i], results[i + 1], activation.toString());
        }
    }

    private static void requireNear(
            Activation activation, double x, double expected, double actual, double relative, double absolute) {
        double allowed = relative * Math.abs(expected) + absolute;
        assertTrue(
                Math.abs(actual - expected) <= allowed || Double.compare(actual, expected) == 0,
                () -> activation + " at " + x + ": expected " + expected + " but came " + actual);
    }

    @Property
    void nanStaysNan(@ForAll("activations") Activation activation, @ForAll @IntRange(max = 20) int place) {
        double nan = Double.NaN;
        assertTrue(Double.isNaN(activation.apply(nan)), activation.toString());
        assertTrue(Double.isNaN(activation.derivative(nan, activation.apply(nan))), activation.toString());

        double[] x = new double[21];
        double[] y = new double[21];
        double[] dx = new double[21];
        x[place] = nan;
        activation.apply(x, y, 0, 21, ElementaryFunctions.PLAIN);
        activation.pullback(x, y, new double[21], dx, 0, 21);
        float[] floatX = new float[21];
        float[] floatY = new float[21];
        float[] floatDx = new float[21];
        floatX[place] = Float.NaN;
        activation.apply(floatX, floatY, 0, 21, ElementaryFunctions.PLAIN);
        activation.pullback(floatX, floatY, new float[21], floatDx, 0, 21);
        for (int i = 0; i < 21; i++) {
            boolean expected = i == place;
            assertEquals(expected, Double.isNaN(y[i]), activation + ", value, double, " + i);
            assertEquals(expected, Double.isNaN(dx[i]), activation + ", slope, double, " + i);
            assertEquals(expected, Float.isNaN(floatY[i]), activation + ", value, float, " + i);
            assertEquals(expected, Float.isNaN(floatDx[i]), activation + ", slope, float, " + i);
        }
    }

    /** A slope of 0 does not hide an upstream NaN. */
    @Property
    void upstreamNanStaysNan(@ForAll("activations") Activation activation, @ForAll("finite") double value) {
        double[] x = {value};
        double[] y = {activation.apply(value)};
        double[] dx = {0};
        activation.pullback(x, y, new double[] {Double.NaN}, dx, 0, 1);
        assertTrue(Double.isNaN(dx[0]), activation + " at " + value);
        float[] floatX = {(float) value};
        float[] floatY = {0};
        float[] floatDx = {0};
        activation.apply(floatX, floatY, 0, 1, ElementaryFunctions.PLAIN);
        activation.pullback(floatX, floatY, new float[] {Float.NaN}, floatDx, 0, 1);
        assertTrue(Float.isNaN(floatDx[0]), activation + " at " + value);
    }

    @Provide
    Arbitrary<Activation> activations() {
        return ActivationSamples.activations();
    }

    @Provide
    Arbitrary<Double> finite() {
        return ActivationSamples.finite();
    }

    @Provide
    Arbitrary<double[]> values() {
        return ActivationSamples.finite().array(double[].class).ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<Double> slopes() {
        return Arbitraries.doubles().between(-10, 10).ofScale(4);
    }
}
