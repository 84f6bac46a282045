package dev.nnkit.examples;

import dev.nnkit.api.Activation;
import dev.nnkit.gradcheck.junit.ActivationContract;

class SnakeTest extends ActivationContract {
    @Override
    protected Activation activation() {
        return new Snake(0.5);
    }
}
