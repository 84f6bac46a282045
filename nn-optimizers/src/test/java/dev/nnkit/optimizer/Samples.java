package dev.nnkit.optimizer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What the tests draw: optimizers of every kind, parameters, gradients, and kernels that split the work oddly. */
final class Samples {
    private Samples() {}

    /** One of each kind, with its defaults. */
    static List<Optimizer> all() {
        return List.of(
                Optimizers.sgd(0.01),
                Optimizers.momentum(0.01),
                Optimizers.nesterov(0.01),
                Optimizers.rmsProp(0.001),
                Optimizers.adam(0.001),
                Optimizers.adamW(0.001, 0.01));
    }

    static Arbitrary<Optimizer> optimizers() {
        Arbitrary<Double> rates = Arbitraries.doubles().between(1e-5, 0.1).ofScale(7);
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 0.99).ofScale(4);
        Arbitrary<Double> longShares = Arbitraries.doubles().between(0, 0.999).ofScale(4);
        Arbitrary<Double> epsilons = Arbitraries.of(1e-10, 1e-8, 1e-4, 0.1);
        Arbitrary<Double> decays = Arbitraries.doubles().between(0, 1).ofScale(4);
        return Arbitraries.oneOf(
                Arbitraries.of(all()),
                rates.map(Optimizers::sgd),
                Combinators.combine(rates, shares).as(Optimizers::momentum),
                Combinators.combine(rates, shares).as(Optimizers::nesterov),
                Combinators.combine(rates, shares, epsilons).as(RmsProp::new),
                Combinators.combine(rates, shares, longShares, epsilons).as(Adam::new),
                Combinators.combine(rates, shares, longShares, epsilons, decays).as(AdamW::new));
    }

    static Parameter weight(Tensor value) {
        return new Parameter("0.weight", Role.WEIGHT, value);
    }

    /** Numbers of both signs whose magnitudes spread over {@code 10^-decades} to {@code 10^decades}. */
    static Tensor random(SplittableRandom random, int size, double decades) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double magnitude = Math.pow(10, decades * (2 * random.nextDouble() - 1));
            values[i] = random.nextBoolean() ? magnitude : -magnitude;
        }
        return Tensor.of(Shape.of(size), values);
    }

    static Tensor of(DataType type, double... values) {
        return Tensor.of(Shape.of(values.length), values).as(type);
    }

    /** The reference kernels, but work is split into ranges of 1 to 7 items, the last one first. */
    static Kernels oddlySplit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Object proxy = Proxy.newProxyInstance(
                Samples.class.getClassLoader(), new Class<?>[] {Kernels.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("split")) {
                        return method.invoke(Kernels.reference(), arguments);
                    }
                    Kernels.Range body = (Kernels.Range) arguments[2];
                    int to = (int) arguments[0];
                    while (to > 0) {
                        int from = Math.max(0, to - random.nextInt(1, 8));
                        body.run(from, to);
                        to = from;
                    }
                    return null;
                });
        return (Kernels) proxy;
    }
}
