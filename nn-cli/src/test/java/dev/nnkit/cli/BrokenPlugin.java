package dev.nnkit.cli;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;

/** What a third party might bring: a tanh whose slope is written (1 - y)^2 where it is 1 - y^2. */
public final class BrokenPlugin implements Plugin {
    public BrokenPlugin() {}

    @Override
    public void register(Registry registry) {
        registry.activation("test.squaredTanh", SquaredTanh.class, arguments -> new SquaredTanh());
    }

    record SquaredTanh() implements Activation {
        @Override
        public double apply(double x) {
            return Math.tanh(x);
        }

        @Override
        public double derivative(double x, double y) {
            return (1 - y) * (1 - y);
        }

        @Override
        public String toString() {
            return "test.squaredTanh";
        }
    }
}
