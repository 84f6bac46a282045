package dev.nnkit.core.network;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.embedding;
import static dev.nnkit.core.layer.Layers.flatten;
import static dev.nnkit.core.layer.Layers.tiedDense;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final Network network =
            Network.build(Sequential.of(flatten(), dense(8), relu(), dropout(0.5), dense(3)), Shape.of(2, 2, 1), 1);

    private static Tensor random(Shape shape) {
        Tensor tensor = Tensor.zeros(DataType.FLOAT32, shape);
        RandomStream random = RandomStream.of(1, "test");
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
        return tensor;
    }

    @Test
    void predictsInPartsWithTheBitsOfOneByOne() {
        Tensor inputs = random(Shape.of(600, 2, 2, 1));
        Tensor all = network.predict(inputs);
        assertEquals(Shape.of(600, 3), all.shape());
        Predictor predictor = new Predictor(network, Kernels.reference());
        Tensor whole = predictor.predict(inputs);
        for (int row : new int[] {0, 255, 256, 599}) {
            Tensor one = Tensor.zeros(DataType.FLOAT32, Shape.of(1, 2, 2, 1)).setRows(0, inputs, row, 1);
            Tensor expected = Tensor.zeros(DataType.FLOAT32, Shape.of(1, 3)).setRows(0, whole, row, 1);
            assertTrue(expected.sameBits(predictor.predict(one)), "row " + row);
        }
    }

    @Test
    void whatPredictReturnsIsTheCallersOwn() {
        Predictor predictor = new Predictor(network, Kernels.reference());
        Tensor inputs = random(Shape.of(2, 2, 2, 1));
        Tensor first = predictor.predict(inputs);
        Tensor copy = first.copy();
        predictor.predict(Tensor.zeros(DataType.FLOAT32, Shape.of(2, 2, 2, 1)));
        assertTrue(copy.sameBits(first));
    }

    @Test
    void doublesGoIntoAFloatNetwork() {
        Tensor inputs = random(Shape.of(2, 2, 2, 1));
        assertTrue(network.predict(inputs).sameBits(network.predict(inputs.as(DataType.FLOAT64))));
    }

    @Test
    void wrongInputsAreNamed() {
        assertEquals(
                "network: input must have shape [batch, 2, 2, 1] but has [2, 2, 1]."
                        + " Put a batch axis in front: withShape(shape.withBatch(1)).",
                assertThrows(ShapeMismatchException.class, () -> network.predict(random(Shape.of(2, 2, 1))))
                        .getMessage());
        assertEquals(
                "network: input must have a batch of at least 1 example but has shape [0, 2, 2, 1].",
                assertThrows(ShapeMismatchException.class, () -> network.predict(random(Shape.of(0, 2, 2, 1))))
                        .getMessage());
    }

    @Test
    void theSummaryIsATable() {
        assertEquals("""
                path  layer         output  parameters  bytes
                0     flatten       [4]              0      0
                1     dense(8)      [8]             40    160
                2     relu          [8]              0      0
                3     dropout(0.5)  [8]              0      0
                4     dense(3)      [3]             27    108
                67 parameters, 67 of them trainable, 268 bytes""", network.summary().toString());
    }

    @Test
    void tiedWeightsCountOnce() {
        Network tied = Network.build(
                Sequential.of(embedding(50, 8), tiedDense("0.weight")), List.of(Shape.of(5)), DataType.FLOAT32, 1);
        assertEquals(50 * 8 + 50, tied.summary().parameters());
        assertEquals(Shape.of(5, 50), tied.outputShape());
    }

    @Test
    void theTextIsThatOfTheChain() {
        assertEquals("flatten dense(8) relu dropout(0.5) dense(3)", network.toString());
    }
}
