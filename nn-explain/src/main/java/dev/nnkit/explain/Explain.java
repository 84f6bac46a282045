package dev.nnkit.explain;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows one example through a dense network, forward and back, and nudges the weights once.
 *
 * <pre>{@code
 * Explanation e = Explain.sample(network, loss, input, target);
 * String words = new ExplanationText().of(e);
 * }</pre>
 *
 * <p>What can be explained: a chain of dense layers on examples of shape [features], activations, flatten and dropout,
 * which passes everything here; also chains in chains, and frozen parts. Softmax only as a part of a loss. The network is
 * never changed. Thread-safe: immutable, as long as nobody trains the network.
 *
 * @param learningRate what gradients are multiplied with for the nudge, 0 or more; default {@value #LEARNING_RATE}
 * @param kept the parameters that are not nudged, beside frozen ones; default none
 */
public record Explain(Network network, Loss loss, double learningRate, Predicate<Parameter> kept) {
    /** The learning rate unless another is given. */
    public static final double LEARNING_RATE = 0.1;

    /**
     * @throws IllegalArgumentException if the network holds anything but what can be explained, naming those layers; if it
     *     ends in probabilities under a loss on logits; or if the learning rate is negative or not finite
     */
    public Explain {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the learning rate must be 0 or more and finite but is " + learningRate + ".");
        }
        DenseChain.requireDense(network);
        if (loss.expectsLogits() && network.outputsProbabilities(0)) {
            throw new IllegalArgumentException(loss
                    + " expects logits, but the network ends in a layer that" + " gives probabilities: " + network
                    + ". Take that layer away: the loss applies it itself.");
        }
    }

    /** As {@link #sample(Tensor, Tensor)}, with the defaults. */
    public static Explanation sample(Network network, Loss loss, Tensor input, Tensor target) {
        return of(network, loss).sample(input, target);
    }

    /** With the defaults. */
    public static Explain of(Network network, Loss loss) {
        return new Explain(network, loss, LEARNING_RATE, parameter -> false);
    }

    /** The same with another learning rate. */
    public Explain withLearningRate(double other) {
        return new Explain(network, loss, other, kept);
    }

    /** The same, where the parameters that pass the test are not nudged: {@code keeping(p -> p.role() == BIAS)}. */
    public Explain keeping(Predicate<Parameter> parameters) {
        return new Explain(network, loss, learningRate, parameters);
    }

    /**
     * Explains one example.
     *
     * @param input of the network's input shape, or that shape behind a batch axis of 1; FLOAT32 or FLOAT64
     * @param target what should have come out: of the output shape, or for classes, INT32, a single number; each also
     *     behind a batch axis of 1
     * @throws IllegalArgumentException if they do not fit, hold a number that is not finite, or mean nothing to the loss
     */
    public Explanation sample(Tensor input, Tensor target) {
        Tensor example = exampleOf(input);
        Target wanted = Target.of(targetOf(target));
        loss.check(network.outputShape(), wanted.values().shape().withoutFirst());
        double weight = loss.weight(wanted);
        if (!(weight > 0)) {
            throw new IllegalArgumentException(
                    "the target counts nothing for " + loss + ", so there is no error to explain.");
        }
        Map<String, Parameter> parameters = DenseChain.parametersOf(network);
        Run before = Run.of(DenseChain.of(network), loss, example, wanted);
        List<OutputError> errors = Errors.of(loss, before.output(), wanted.values());
        Backward backward = new Backward(before, errors, learningRate, path -> keeps(parameters.get(path)));
        List<DenseStep> steps = backward.steps();
        Network after = nudged(Nudges.of(steps));
        Run again = Run.of(DenseChain.of(after), loss, example, wanted);
        return new Explanation(
                network.toString(),
                network.type(),
                loss,
                learningRate,
                Run.list(example),
                steps,
                errors,
                backward.hiddenAgreement(),
                backward.weightAgreement(),
                before.loss(),
                again.loss(),
                after);
    }

    private boolean keeps(@Nullable Parameter parameter) {
        return parameter != null && (!parameter.isTrainable() || kept.test(parameter));
    }

    private Tensor exampleOf(Tensor input) {
        Shape shape = network.inputShape();
        if (!input.type().isFloating()
                || !(input.shape().equals(shape) || input.shape().equals(shape.withBatch(1)))) {
            throw new ShapeMismatchException("the input must be one example of shape " + shape
                    + ", FLOAT32 or FLOAT64, but is " + input.type() + " of shape " + input.shape() + ".");
        }
        Tensor example = input.as(DataType.FLOAT64).withShape(shape.withBatch(1));
        for (int i = 0; i < example.size(); i++) {
            if (!Double.isFinite(example.get(i))) {
                throw new IllegalArgumentException(
                        "input " + i + " is " + example.get(i) + ". Every number of the example must be finite.");
            }
        }
        return example;
    }

    /** With a batch axis in front. */
    private Tensor targetOf(Tensor target) {
        if (!target.type().isFloating()) {
            return target.size() == 1 ? target.withShape(Shape.of(1)) : target;
        }
        Tensor values = target.as(DataType.FLOAT64);
        return target.shape().equals(network.outputShape())
                ? values.withShape(network.outputShape().withBatch(1))
                : values;
    }

    /** The network with other weights, in its own type. */
    private Network nudged(Nudges nudges) {
        Map<String, Parameter> parameters = DenseChain.parametersOf(network);
        return Network.build(
                network.spec(),
                network.inputShapes(),
                Initialization.loading(
                        network.type(), (path, shape, layout) -> nudges.apply(DenseChain.at(path, parameters))));
    }
}
