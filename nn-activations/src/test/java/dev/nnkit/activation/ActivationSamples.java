package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What the tests draw: every activation of the catalogue, and numbers with the awkward ones among them. */
final class ActivationSamples {
    private ActivationSamples() {}

    /** Every activation, those with settings at their defaults. */
    static List<Activation> all() {
        return List.of(
                Activations.sigmoid(),
                Activations.tanh(),
                Activations.relu(),
                Activations.leakyRelu(),
                Activations.elu(),
                Activations.selu(),
                Activations.softplus(),
                Activations.gelu(),
                Activations.geluTanh(),
                Activations.silu(),
                Activations.identity());
    }

    static Arbitrary<Activation> activations() {
        Arbitrary<Activation> slopes =
                Arbitraries.doubles().between(1e-6, 0.99).ofScale(9).map(Activations::leakyRelu);
        Arbitrary<Activation> alphas =
                Arbitraries.doubles().between(1e-3, 10).ofScale(6).map(Activations::elu);
        return Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(all())), Tuple.of(1, slopes), Tuple.of(1, alphas));
    }

    static Arbitrary<Double> finite() {
        Arbitrary<Double> edges = Arbitraries.of(
                0.0,
                -0.0,
                1e4,
                -1e4,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                (double) Float.MIN_VALUE,
                -(double) Float.MIN_VALUE,
                (double) Float.MIN_NORMAL,
                -(double) Float.MIN_NORMAL,
                1e-8,
                -1e-8,
                -1e-5,
                1e-3,
                -1e-3,
                17.0,
                -17.0,
                40.0,
                -40.0,
                89.0,
                -89.0,
                -104.0,
                746.0,
                -746.0);
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(-6, 6).ofScale(9),
                Arbitraries.doubles().between(-50, 50).ofScale(6),
                Arbitraries.doubles().between(-1e4, 1e4).ofScale(3),
                edges);
    }
}
