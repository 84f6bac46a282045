package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;

import dev.nnkit.api.Activation;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import java.util.List;

/** Comparisons that take a moment. */
final class Small {
    static final Dataset TRAINING = Generators.moons(100, 1);
    static final Dataset TEST = Generators.moons(40, 2);

    private Small() {}

    static ComparisonPlan small(String text) {
        return Comparison.of(network(text))
                .on(TRAINING, TEST)
                .epochs(1)
                .batch(20)
                .seeds(2);
    }

    static List<String> labels(Comparison result) {
        return result.variants().stream()
                .map(variant -> variant.variant().label())
                .toList();
    }

    /** Of a user; no plug-in knows it. */
    record Bent(double slope) implements Activation {
        @Override
        public double apply(double x) {
            return x > 0 ? x : slope * x;
        }

        @Override
        public double derivative(double x, double y) {
            return x > 0 ? 1 : slope;
        }
    }
}
