package dev.nnkit.cli;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.explain.Explain;
import dev.nnkit.explain.Explanation;

/**
 * The example of docs/backpropagation.md: two hidden neurons, an error of 0.3, and the weights 0.2 and 0.1 to blame for
 * it, in numbers that can be checked without a machine.
 */
final class Lesson {
    /** Large enough that the nudge can be seen. */
    private static final double LEARNING_RATE = 0.5;

    private Lesson() {}

    static Explanation explained() {
        Network network =
                Network.build(sequential(dense(2), relu(), dense(1), sigmoid()), Shape.of(2), DataType.FLOAT64, 1);
        set(network, 0, 0.4, 0.3, 0.2, -0.4);
        set(network, 1, 0, 0.1);
        set(network, 2, 0.2, 0.1);
        set(network, 3, -0.12);
        return Explain.of(network, Losses.halfSumOfSquares())
                .withLearningRate(LEARNING_RATE)
                .sample(Tensor.of(Shape.of(2), 1, 0.5), Tensor.of(Shape.of(1), 0.8));
    }

    private static void set(Network network, int parameter, double... values) {
        Tensor value = network.parameters().get(parameter).value();
        value.set(Tensor.of(value.shape(), values));
    }
}
