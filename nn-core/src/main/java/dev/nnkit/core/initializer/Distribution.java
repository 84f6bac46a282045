package dev.nnkit.core.initializer;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;

/** How random weights of a given standard deviation and mean 0 are spread. */
public enum Distribution {
    /** Uniform in (-sqrt(3) deviation, sqrt(3) deviation). */
    UNIFORM("Uniform") {
        @Override
        void fill(Tensor value, double deviation, RandomStream random) {
            double limit = Math.sqrt(3) * deviation;
            Draws.uniform(value, -limit, limit, random);
        }
    },
    /** Normal, not truncated. */
    NORMAL("Normal") {
        @Override
        void fill(Tensor value, double deviation, RandomStream random) {
            Draws.normal(value, deviation, random);
        }
    };

    private final String suffix;

    Distribution(String suffix) {
        this.suffix = suffix;
    }

    /** What the word of an initialiser ends in. */
    String suffix() {
        return suffix;
    }

    abstract void fill(Tensor value, double deviation, RandomStream random);
}
