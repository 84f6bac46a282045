package dev.nnkit.explain;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.sigmoid;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be explained, and in which words that is said. */
class ExplainErrorsTest {
    private static final Loss LOSS = Losses.halfSumOfSquares();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "conv2d(2, 3) relu flatten dense(2); 6,6,1; conv2d(2, 3) \"0\"",
                "dense(3) residual(dense(3) relu) norm: batchNorm; 2; residual(dense(3) relu) \"1\", batchNorm"
                        + " \"norm\"",
                "dense(3) softmax; 2; softmax \"1\"",
                "dense(3) flatten dense(1); 4,2; dense(3) \"0\" on examples of shape [4, 2]",
                "sequential(dense(3) inner: lstm(2)) flatten dense(1); 4,2; dense(3) \"0.0\" on examples of shape [4,"
                        + " 2], lstm(2) \"0.inner\"",
                "frozen(conv2d(2, 3)) flatten dense(1); 6,6,1; conv2d(2, 3) \"0\""
            })
    void otherLayersAreNamed(String layers, String shape, String named) {
        int[] axes = Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).toArray();
        Network network = Network.build(Sequential.parse(layers), Shape.of(axes), 1);
        assertError(
                "cannot explain " + named + ". It can explain dense layers on examples of shape [features],"
                        + " activations, flatten, dropout, and sequential and frozen around them.",
                () -> Explain.of(network, LOSS));
    }

    @Test
    void withoutWeightsThereIsNothingToExplain() {
        Network network = Network.build(sequential(relu()), Shape.of(2), 1);
        assertError("relu has no dense layer, so there are no weights to explain.", () -> Explain.of(network, LOSS));
    }

    @Test
    void probabilitiesUnderALossOnLogits() {
        Network network = Network.build(sequential(dense(1), sigmoid()), Shape.of(2), 1);
        assertError(
                "binaryCrossEntropy expects logits, but the network ends in a layer that gives probabilities:"
                        + " dense(1) sigmoid. Take that layer away: the loss applies it itself.",
                () -> Explain.of(network, Losses.binaryCrossEntropy()));
    }

    @Test
    void settingsOutOfRange() {
        Network network = Examples.lesson();
        assertError(
                "the learning rate must be 0 or more and finite but is -1.0.",
                () -> Explain.of(network, LOSS).withLearningRate(-1));
        assertError(
                "the learning rate must be 0 or more and finite but is NaN.",
                () -> Explain.of(network, LOSS).withLearningRate(Double.NaN));
        assertError(
                "most, the lines of a list, must be 1 or more but is 0.", () -> new ExplanationText(Names.none(), 0));
    }

    @Test
    void examplesThatDoNotFit() {
        Network network = Examples.lesson();
        Tensor target = Tensor.of(Shape.of(1), 1.0);
        assertError(
                "the input must be one example of shape [2], FLOAT32 or FLOAT64, but is FLOAT64 of shape [3].",
                () -> Explain.sample(network, LOSS, Tensor.of(Shape.of(3), 1.0, 2, 3), target));
        assertError(
                "the input must be one example of shape [2], FLOAT32 or FLOAT64, but is INT32 of shape [2].",
                () -> Explain.sample(network, LOSS, Tensor.ofInts(Shape.of(2), 1, 2), target));
        assertError(
                "the input must be one example of shape [2], FLOAT32 or FLOAT64, but is FLOAT64 of shape [2, 2].",
                () -> Explain.sample(network, LOSS, Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4), target));
        assertError(
                "input 1 is NaN. Every number of the example must be finite.",
                () -> Explain.sample(network, LOSS, Tensor.of(Shape.of(2), 1, Double.NaN), target));
        assertError(
                "halfSumOfSquares: the target must have the shape of the prediction, [1], but has [2]."
                        + " Give the network as many outputs as there are targets.",
                () -> Explain.sample(network, LOSS, Tensor.of(Shape.of(2), 1.0, 2), Tensor.of(Shape.of(1, 2), 1.0, 2)));
    }

    @Test
    void aTargetThatCountsNothing() {
        Network network = Network.build(sequential(dense(3)), Shape.of(2), 1);
        assertError(
                "the target counts nothing for softmaxCrossEntropy(ignoredLabel=-1), so there is no error to explain.",
                () -> Explain.sample(
                        network,
                        Losses.softmaxCrossEntropy().ignoring(-1),
                        Tensor.of(Shape.of(2), 1.0, 2),
                        Tensor.ofInts(Shape.of(), -1)));
    }

    @Test
    void lossesOfOthers() {
        Network network = Network.build(sequential(dense(2)), Shape.of(2), 1);
        Tensor input = Tensor.of(Shape.of(2), 1.0, 2);
        assertError(
                "theirs has a target of INT32 [1] for an output of shape [1, 2], and it is not known what their"
                        + " difference is.",
                () -> Explain.sample(network, new Theirs(false), input, Tensor.ofInts(Shape.of(), 1)));
        assertError(
                "theirs makes probabilities of logits in a way that is not known here. It is known of"
                        + " softmaxCrossEntropy and binaryCrossEntropy.",
                () -> Explain.sample(network, new Theirs(true), input, Tensor.of(Shape.of(2), 1.0, 0)));
    }

    /** A loss that a plug-in might bring. */
    private record Theirs(boolean expectsLogits) implements Loss {
        @Override
        public void check(Shape prediction, Shape target) {}

        @Override
        public double weight(Target target) {
            return 1;
        }

        @Override
        public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
            return new Evaluation(0, step.zerosLike(prediction));
        }

        @Override
        public String toString() {
            return "theirs";
        }
    }

    private static void assertError(String message, Executable body) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, body).getMessage());
    }
}
