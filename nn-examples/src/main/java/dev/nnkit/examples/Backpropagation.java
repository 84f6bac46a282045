package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.halfSumOfSquares;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.explain.Explain;
import dev.nnkit.explain.Explanation;
import dev.nnkit.explain.ExplanationText;

/** The networks of docs/backpropagation.md, explained, and the first one's gradients from its pullback. */
public final class Backpropagation {
    private Backpropagation() {}

    /** Two hidden neurons, an error of 0.3, and the weights 0.2 and 0.1 to blame for it. */
    static Network lesson() {
        Network network =
                Network.build(sequential(dense(2), relu(), dense(1), sigmoid()), Shape.of(2), DataType.FLOAT64, 1);
        set(network, "0.weight", 0.4, 0.3, 0.2, -0.4);
        set(network, "0.bias", 0, 0.1);
        set(network, "2.weight", 0.2, 0.1);
        set(network, "2.bias", -0.12);
        return network;
    }

    /** One hidden neuron before an output that can still move and one that hardly can. */
    static Network flat() {
        Sequential layers = sequential(dense(1), dense(2), sigmoid());
        Network network = Network.build(layers, Shape.of(1), DataType.FLOAT64, 1);
        set(network, "0.weight", 1);
        set(network, "1.weight", 1, 1);
        set(network, "1.bias", -1, 5);
        return network;
    }

    private static void set(Network network, String path, double... values) {
        for (Parameter parameter : network.parameters()) {
            if (parameter.path().equals(path)) {
                parameter.value().set(Tensor.of(parameter.shape(), values));
            }
        }
    }

    static Explanation lessonExplained() {
        Network network = lesson();
        Tensor input = Tensor.of(Shape.of(2), 1, 0.5);
        Tensor target = Tensor.of(Shape.of(1), 0.8);
        return Explain.of(network, halfSumOfSquares()).withLearningRate(0.5).sample(input, target);
    }

    static Explanation flatExplained() {
        return Explain.sample(flat(), halfSumOfSquares(), Tensor.of(Shape.of(1), 1.0), Tensor.of(Shape.of(2), 0.8, 0));
    }

    /** What {@link #lessonExplained} knows, without it. */
    static Gradients lessonGradients() {
        Network network = lesson();
        Tensor input = Tensor.of(Shape.of(1, 2), 1, 0.5);
        Target target = Target.of(Tensor.of(Shape.of(1, 1), 0.8));
        Loss loss = halfSumOfSquares();
        StepContext step = StepContext.training(KernelChoice.best(1), 1);

        Layer.Forward forward = network.layer().forward(input, step);
        Loss.Evaluation error = loss.evaluate(forward.output(), target, 1, step);
        Gradients gradients = Gradients.of(network.parameters());
        forward.pullback().apply(error.gradient(), gradients);
        return gradients;
    }

    public static void main(String[] args) {
        System.out.print(new ExplanationText().of(lessonExplained()));
    }
}
