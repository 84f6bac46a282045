package dev.nnkit.examples;

import dev.nnkit.api.Activation;
import dev.nnkit.gradcheck.junit.ActivationContract;
import java.util.function.DoubleUnaryOperator;

class SnakeTest extends ActivationContract {
    @Override
    protected Activation activation() {
        return new Snake(0.5);
    }

    @Override
    protected DoubleUnaryOperator exactDerivative() {
        return x -> 1 + 2 * Math.sin(0.5 * x) * Math.cos(0.5 * x);
    }
}
