package dev.nnkit.core.train;

import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.layer.Layers.softmax;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.network.Network;
import org.junit.jupiter.api.Test;

/** What cannot be trained is said before anything is. */
class TrainerMistakesTest {
    private static final Dataset DATA = Blobs.of(101, 6, 3, DataType.FLOAT64);

    private static Network network(LayerSpec... layers) {
        return Network.build(sequential(layers), Shape.of(6), DataType.FLOAT64, 1);
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network, softmaxCrossEntropy(), adam(0.01));
    }

    @Test
    void wrongSettingsAreSentences() {
        assertEquals(
                "trainer: epochs must be 1 or more but is 0.",
                wrong(trainer(network(dense(3))).epochs(0)));
        assertEquals(
                "trainer: batch must be 1 example or more but is -1.",
                wrong(trainer(network(dense(3))).batch(-1)));
        assertEquals(
                "trainer: microBatch must be 1 example or more, or 0 for the whole batch, but is -2.",
                wrong(trainer(network(dense(3))).microBatch(-2)));
    }

    private static String wrong(Trainer trainer) {
        return assertThrows(IllegalArgumentException.class, () -> trainer.fit(DATA))
                .getMessage();
    }

    @Test
    void dataThatDoNotFitAreNamed() {
        Dataset images =
                Dataset.of(Tensor.zeros(DataType.FLOAT64, Shape.of(4, 2, 3)), Tensor.ofInts(Shape.of(4), 0, 1, 2, 0));
        assertEquals(
                "training data: examples must have shape [6] for network dense(3) but have [2, 3]."
                        + " Build the network for [2, 3] and put flatten in front.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> trainer(network(dense(3))).fit(images))
                        .getMessage());
        assertEquals(
                "training data: there must be at least 1 example but there are none.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> trainer(network(dense(3))).fit(DATA.slice(0, 0)))
                        .getMessage());
    }

    @Test
    void probabilitiesUnderALossOnLogitsAreFoundAtOnce() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Trainer.of(network(dense(3), softmax()), softmaxCrossEntropy(), adam(0.01)))
                .getMessage();
        assertEquals(
                "softmaxCrossEntropy: expects logits, but the network ends in a layer that gives probabilities:"
                        + " dense(3) softmax. Take that layer away: the loss applies it itself.",
                message);
    }
}
