package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.Activation;
import java.util.function.DoubleUnaryOperator;

/** A function of one number and what claims to be its derivative. */
record Bend(String name, DoubleUnaryOperator function, DoubleUnaryOperator slope) implements Activation {
    @Override
    public double apply(double x) {
        return function.applyAsDouble(x);
    }

    @Override
    public double derivative(double x, double y) {
        return slope.applyAsDouble(x);
    }

    @Override
    public String toString() {
        return name;
    }

    static double sigmoid(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    static double sigmoidSlope(double x) {
        return sigmoid(x) * sigmoid(-x);
    }

    static double tanhSlope(double x) {
        double y = Math.tanh(x);
        return (1 - y) * (1 + y);
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
