package dev.nnkit.explain;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;

/** The two examples whose numbers are known by hand. */
final class Examples {
    private Examples() {}

    /** A network with these values in its parameters, in their order; those of weights row by row, [inputs, units]. */
    static Network network(LayerSpec spec, int inputs, double[]... values) {
        Network network = Network.build(spec, Shape.of(inputs), DataType.FLOAT64, 1);
        for (int i = 0; i < values.length; i++) {
            Tensor value = network.parameters().get(i).value();
            value.set(Tensor.of(value.shape(), values[i]));
        }
        return network;
    }

    static double[] values(double... values) {
        return values;
    }

    /** Two hidden neurons, an error of 0.3, and the weights 0.2 and 0.1 to blame for it. */
    static Network lesson() {
        return network(
                sequential(dense(2), relu(), dense(1), sigmoid()),
                2,
                values(0.4, 0.3, 0.2, -0.4),
                values(0, 0.1),
                values(0.2, 0.1),
                values(-0.12));
    }

    static Explanation lessonExplained() {
        return Explain.of(lesson(), Losses.halfSumOfSquares())
                .withLearningRate(0.5)
                .sample(Tensor.of(Shape.of(2), 1, 0.5), Tensor.of(Shape.of(1), 0.8));
    }

    /** The example that articles on backpropagation count through: weights 1 to 8, biases kept. */
    static Network textbook() {
        return network(
                sequential(dense(2), sigmoid(), dense(2), sigmoid()),
                2,
                values(0.15, 0.25, 0.20, 0.30),
                values(0.35, 0.35),
                values(0.40, 0.50, 0.45, 0.55),
                values(0.60, 0.60));
    }

    static Explanation textbookExplained() {
        return Explain.of(textbook(), Losses.halfSumOfSquares())
                .withLearningRate(0.5)
                .keeping(parameter -> parameter.role() == Role.BIAS)
                .sample(Tensor.of(Shape.of(2), 0.05, 0.10), Tensor.of(Shape.of(2), 0.01, 0.99));
    }
}
