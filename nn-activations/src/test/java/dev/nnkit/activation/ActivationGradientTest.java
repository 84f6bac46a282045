package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Activation;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Slopes against central differences, away from kinks and at them. */
class ActivationGradientTest {
    @Property(tries = 4000)
    void derivativeIsTheSlope(@ForAll("activations") Activation activation, @ForAll("finite") double drawn) {
        double h = 1e-6 * Math.max(1, Math.abs(drawn));
        double x = besideKinks(activation, drawn, 2 * h);
        double analytic = activation.derivative(x, activation.apply(x));
        double numeric = (activation.apply(x + h) - activation.apply(x - h)) / ((x + h) - (x - h));
        assertTrue(
                Math.abs(analytic - numeric) <= 1e-8 + 1e-6 * Math.abs(numeric),
                activation + " at " + x + ": derivative " + analytic + ", central difference " + numeric);
    }

    private static double besideKinks(Activation activation, double x, double distance) {
        for (double kink : activation.kinks()) {
            if (Math.abs(x - kink) < distance) {
                return kink + (x < kink ? -distance : distance);
            }
        }
        return x;
    }

    @Property
    void atAKinkTheSlopeJumpsAndTheLeftOneIsGiven(@ForAll("activations") Activation activation) {
        for (double kink : activation.kinks()) {
            double h = 1e-7;
            double y = activation.apply(kink);
            double left = (y - activation.apply(kink - h)) / h;
            double right = (activation.apply(kink + h) - y) / h;
            assertTrue(Math.abs(left - right) > 1e-6 * Math.abs(right), activation + " has no kink at " + kink);
            assertEquals(
                    left, activation.derivative(kink, y), 1e-6 * Math.max(1, Math.abs(left)), activation.toString());
        }
    }

    @Property
    void valuesDoNotJumpAtKinks(@ForAll("activations") Activation activation) {
        for (double kink : activation.kinks()) {
            double h = 1e-9;
            assertEquals(activation.apply(kink - h), activation.apply(kink + h), 1e-7, activation.toString());
        }
    }

    @Property
    void kinksAreTheCallersOwn(@ForAll("activations") Activation activation) {
        double[] first = activation.kinks();
        double[] expected = first.clone();
        Arrays.fill(first, 7);
        assertTrue(Arrays.equals(expected, activation.kinks()));
    }

    @Provide
    Arbitrary<Activation> activations() {
        return ActivationSamples.activations();
    }

    @Provide
    Arbitrary<Double> finite() {
        return ActivationSamples.finite();
    }
}
