package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that others have computed, and the ends of the line. */
class ActivationValuesTest {
    private static final Registry REGISTRY = Registry.of(List.of(new ActivationPlugin()));

    /** Value and slope to 17 digits, by mpmath 1.3.0 with 40 digits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sigmoid; -5; 0.0066928509242848556; 0.0066480566707901549",
                "sigmoid; 0.5; 0.62245933120185456; 0.23500371220159449",
                "tanh; -0.25; -0.24491866240370913; 0.94001484880637796",
                "tanh; 3; 0.99505475368673045; 0.0098660371654401913",
                "relu; -1.5; 0; 0",
                "relu; 0.5; 0.5; 1",
                "leakyRelu; -1.5; -0.015; 0.01",
                "leakyRelu(0.1); -5; -0.5; 0.1",
                "leakyRelu(0.1); 3; 3; 1",
                "elu; -5; -0.99326205300091453; 0.0067379469990854671",
                "elu; 0.5; 0.5; 1",
                "elu(2); -0.25; -0.44239843385719026; 1.5576015661428097",
                "elu(2); 0; 0; 2",
                "selu; 0; 0; 1.7580993408473766",
                "selu; -1.5; -1.3658143533672527; 0.39228498748012412",
                "selu; 0.5; 0.52535049367774025; 1.0507009873554805",
                "softplus; -5; 0.0067153484891180686; 0.0066928509242848556",
                "softplus; 3; 3.0485873515737421; 0.95257412682243322",
                "gelu; -5; -1.4332578593959696e-6; -7.1469460017922946e-6",
                "gelu; 0.0009765625; 0.00048866171094607475; 0.50077918389371313",
                "gelu; -0.0005; -0.00024990026443405529; 0.49960105775284376",
                "gelu; -0.25; -0.10032341857926907; 0.30462664511636397",
                "gelu; 3; 2.9959503059051097; 1.0119456472041839",
                "geluTanh; -5; -2.291796196629506e-7; -1.5463619875325946e-6",
                "geluTanh; 0.5; 0.34571400982514392; 0.86736990353464231",
                "silu; -1.5; -0.27363828570953451; -0.041294154299142944",
                "silu; 3; 2.8577223804672997; 1.0881041060151696",
                "identity; -1.5; -1.5; 1"
            })
    void values(String text, double x, double value, double slope) {
        Activation activation = REGISTRY.parse(Activation.class, text);
        double y = activation.apply(x);
        assertEquals(value, y, 1e-14 * Math.abs(value), text);
        assertEquals(slope, activation.derivative(x, y), 1e-13 * Math.abs(slope), text);
    }

    /** Value and slope at minus and plus infinity, in all four forms. */
    @ParameterizedTest
    @CsvSource({
        "sigmoid, 0, 0, 1, 0",
        "tanh, -1, 0, 1, 0",
        "relu, 0, 0, Infinity, 1",
        "leakyRelu(0.25), -Infinity, 0.25, Infinity, 1",
        "elu(2), -2, 0, Infinity, 1",
        "selu, -1.7580993408473766, 0, Infinity, 1.0507009873554805",
        "softplus, 0, 0, Infinity, 1",
        "gelu, 0, 0, Infinity, 1",
        "geluTanh, 0, 0, Infinity, 1",
        "silu, 0, 0, Infinity, 1",
        "identity, -Infinity, 1, Infinity, 1"
    })
    void infinities(String text, double low, double lowSlope, double high, double highSlope) {
        Activation activation = REGISTRY.parse(Activation.class, text);
        double[] x = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] expected = {low, high};
        double[] expectedSlope = {lowSlope, highSlope};
        double[] y = new double[2];
        double[] dx = new double[2];
        activation.apply(x, y, 0, 2, ElementaryFunctions.PLAIN);
        activation.pullback(x, y, new double[] {1, 1}, dx, 0, 2);
        float[] floatX = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] floatY = new float[2];
        float[] floatDx = new float[2];
        activation.apply(floatX, floatY, 0, 2, ElementaryFunctions.PLAIN);
        activation.pullback(floatX, floatY, new float[] {1, 1}, floatDx, 0, 2);
        for (int i = 0; i < 2; i++) {
            double value = activation.apply(x[i]);
            assertEquals(expected[i], value, 1e-15, text);
            assertEquals(expected[i], y[i], 1e-15, text);
            assertEquals(expected[i], floatY[i], 2e-7, text);
            assertEquals(expectedSlope[i], activation.derivative(x[i], value), 1e-15, text);
            assertEquals(expectedSlope[i], dx[i], 1e-15, text);
            assertEquals(expectedSlope[i], floatDx[i], 2e-7, text);
        }
    }

    /** At the smallest numbers a function is its tangent; nothing is lost to a division of denormals. */
    @Test
    void denormals() {
        for (Activation activation : ActivationSamples.all()) {
            for (double x : new double[] {1e-310, -1e-310, 1e-40, -1e-40}) {
                double y = activation.apply(x);
                double slope = activation.derivative(x, y);
                double tangent = activation.apply(0) + x * slope;
                assertEquals(tangent, y, 4e-16 * Math.abs(tangent) + Double.MIN_VALUE, activation + " at " + x);
                float[] floatY = new float[1];
                float[] floatDx = new float[1];
                activation.apply(new float[] {(float) x}, floatY, 0, 1, ElementaryFunctions.PLAIN);
                activation.pullback(new float[] {(float) x}, floatY, new float[] {1}, floatDx, 0, 1);
                assertEquals(
                        (float) tangent,
                        floatY[0],
                        2 * Float.MIN_VALUE + 1e-7 * Math.abs(tangent),
                        activation + " at " + x);
                double floatSlope = activation.derivative((float) x, activation.apply((float) x));
                assertEquals(floatSlope, floatDx[0], 2e-7, activation + " at " + x);
            }
        }
    }

    /** On both sides of where it goes over to a series. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.01, -1.1e-5, -9.9e-6, -1e-7, -1e-300, -Double.MIN_VALUE, 0})
    void theShortExponentialIsRightToElevenDigits(double x) {
        double expected = Math.expm1(x);
        assertEquals(expected, Elu.shortExpm1(x), 2e-11 * Math.abs(expected));
    }

    /** Where {@code 1 + e^x} has few digits of {@code e^x} left. */
    @ParameterizedTest
    @ValueSource(floats = {-8.3f, -11.7f, -13.1f, -14.2f, -15.5f})
    void softplusKeepsItsDigitsInFloats(float x) {
        float[] y = new float[1];
        Activations.softplus().apply(new float[] {x}, y, 0, 1, ElementaryFunctions.PLAIN);
        double expected = Math.log1p(Math.exp(x));
        assertEquals(expected, y[0], 2e-6 * expected);
    }

    @Test
    void farOutAllIsFinite() {
        for (Activation activation : ActivationSamples.all()) {
            for (double x : new double[] {1e4, -1e4, 1e30, -1e30, 1e300, -1e300}) {
                double y = activation.apply(x);
                double slope = activation.derivative(x, y);
                assertTrue(Double.isFinite(y) && Math.abs(y) <= 1.06 * Math.abs(x), activation + " at " + x + ": " + y);
                assertTrue(slope >= 0 && slope < 1.06, activation + " at " + x + ": " + slope);
            }
            float[] x = {1e4f, -1e4f, 1e30f, -1e30f, Float.MAX_VALUE / 2, -Float.MAX_VALUE / 2};
            float[] y = new float[x.length];
            float[] dx = new float[x.length];
            activation.apply(x, y, 0, x.length, ElementaryFunctions.PLAIN);
            activation.pullback(x, y, new float[] {1, 1, 1, 1, 1, 1}, dx, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                String where = activation + " at " + x[i] + ", float: ";
                assertTrue(Float.isFinite(y[i]) && Math.abs(y[i]) <= 1.06 * Math.abs(x[i]), where + y[i]);
                assertTrue(dx[i] >= 0 && dx[i] < 1.06, where + dx[i]);
            }
        }
    }

    /** Integrals by mpmath 1.3.0; 1 by construction for SELU. */
    @ParameterizedTest
    @CsvSource({
        "sigmoid, 1.84622854534",
        "tanh, 1.59253741972",
        "relu, 1.41421356237",
        "leakyRelu(0.1), 1.40719508946",
        "elu, 1.2451983007",
        "elu(2), 0.962347726439",
        "selu, 1",
        "softplus, 1.04186683554",
        "gelu, 1.5335304412",
        "geluTanh, 1.53358052167",
        "silu, 1.67653247033",
        "identity, 1"
    })
    void gains(String text, double gain) {
        assertEquals(gain, REGISTRY.parse(Activation.class, text).gain(), 1e-7, text);
    }

    /** What an activation says of its gain is what the interface would have computed. */
    @Test
    void gainsAreThoseOfTheIntegral() {
        for (Activation activation : ActivationSamples.all()) {
            assertEquals(new Computed(activation).gain(), activation.gain(), 1e-6, activation.toString());
        }
    }

    private record Computed(Activation activation) implements Activation {
        @Override
        public double apply(double x) {
            return activation.apply(x);
        }

        @Override
        public double derivative(double x, double y) {
            return activation.derivative(x, y);
        }
    }

    @Test
    void onlyTheSigmoidGivesProbabilities() {
        for (Activation activation : ActivationSamples.all()) {
            assertEquals(activation instanceof Sigmoid, activation.outputsProbabilities(), activation.toString());
        }
        assertFalse(Activations.tanh().outputsProbabilities());
    }
}
