package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Network;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of weights that see a flattened image: channels first there, channels last here. */
class FlattenedWeightsTest {
    @TempDir
    private Path folder;

    /** The sum over [channels, height, width], as PyTorch writes it, with the weights of the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {"flatten dense(3)", "flatten dropout(0.5) relu batchNorm dense(3)", "relu flatten dense(3)"})
    void theDenseLayerBehindAFlattenedImageSeesChannelsFirst(String layers) {
        int height = 2;
        int width = 3;
        int channels = 4;
        Network network = Networks.of(layers, DataType.FLOAT64, height, width, channels);
        Map<String, Tensor> tensors =
                TorchTensors.of(network, NameTable.STANDARD).write();
        Tensor image = Networks.inputs(network, 1, 5);
        Tensor channelsFirst = Tensor.zeros(DataType.FLOAT64, Shape.of(height * width * channels));
        int next = 0;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double value = image.at(0, y, x, c);
                    value = layers.contains("relu") ? Math.max(0, value) : value;
                    channelsFirst.set(next++, value);
                }
            }
        }
        Tensor mean = tensors.get("3.running_mean");
        for (int i = 0; i < next && mean != null; i++) {
            double normal = (channelsFirst.get(i) - mean.get(i))
                    / Math.sqrt(tensors.get("3.running_var").get(i) + 1e-5);
            channelsFirst.set(
                    i,
                    normal * tensors.get("3.weight").get(i)
                            + tensors.get("3.bias").get(i));
        }
        String dense = layers.contains("batchNorm") ? "4" : layers.startsWith("relu") ? "2" : "1";
        Tensor weight = tensors.get(dense + ".weight");
        assertEquals(Shape.of(3, next), weight.shape());
        Tensor expected = network.predict(image);
        for (int unit = 0; unit < 3; unit++) {
            double sum = tensors.get(dense + ".bias").get(unit);
            for (int i = 0; i < next; i++) {
                sum += weight.at(unit, i) * channelsFirst.get(i);
            }
            assertEquals(expected.get(unit), sum, 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flatten residual(dense(24)) | residual(dense(24)) \"1\" gets a flattened image of shape [2, 3, 4],"
                        + " whose order is another there. Put dense, not this, behind flatten.",
                "flatten reshape(3, 8) flatten dense(2) | reshape(3, 8) \"1\" gets a flattened image of shape"
                        + " [2, 3, 4], whose order is another there. Put dense, not this, behind flatten.",
                "flatten dense(2) tiedDense(\"1.weight\") | tiedDense(\"1.weight\") \"2\" shares a weight whose inputs"
                        + " are a flattened image, in another order there.",
                "reshape(24) dense(24) residual(reshape(2, 3, 4) flatten) | residual(reshape(2, 3, 4) flatten) \"2\""
                        + " adds a flattened image to numbers in another order. Put its flatten outside."
            })
    void whatCannotBeReorderedIsRefused(String layers, String message) {
        Network network = Networks.of(layers, DataType.FLOAT32, 2, 3, 4);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> WeightFile.write(folder.resolve("w.csv"), network, NameTable.STANDARD));
        assertEquals("PyTorch layout: " + message, e.getMessage());
    }

    @Test
    void aGraphMayFlattenImagesOfOneChannelOnly() {
        Graph graph = Graph.inputs("x")
                .layer("flat", Networks.spec("flatten"))
                .layer("out", Networks.spec("dense(2)"))
                .call("a", "flat", "x")
                .call("b", "out", "a")
                .outputs("b");
        WeightFile.write(folder.resolve("w.csv"), Networks.of(graph, DataType.FLOAT32, 3, 3, 1), NameTable.STANDARD);
        Network colored = Networks.of(graph, DataType.FLOAT32, 3, 3, 2);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> WeightFile.write(folder.resolve("w.csv"), colored, NameTable.STANDARD));
        assertTrue(
                e.getMessage()
                        .endsWith(" is a graph that may flatten images of several channels, whose order is followed in"
                                + " chains only."),
                e.getMessage());
    }
}
