package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks with the weights of a file in PyTorch's layout answer as PyTorch does. The answers were printed by
 * {@code src/test/resources/torch/reference.py} under PyTorch 1.13.0; weights and inputs are formulas there and here.
 */
class TorchReferenceTest {
    private static final double TOLERANCE = 1e-5;

    private static final String IMAGES = "conv2d(4, 3, padding=1) batchNorm relu maxPool2d(2)"
            + " conv2d(3, 2, stride=2, padding=1) flatten batchNorm tanh dense(6) gelu dense(3)";
    private static final double[] ANSWERS_TO_IMAGES = {
        0.5975217, -0.8736668, -0.3131283, 0.6025367, -0.8782626, -0.3139752
    };
    private static final String SEQUENCES = "lstm(4, allSteps=true) lstm(3) dense(4) silu dense(2)";
    private static final double[] ANSWERS_TO_SEQUENCES = {-0.4034722, 0.06817782, -0.4072458, 0.07114758};

    @TempDir
    private Path folder;

    /** The state of the network for images, in the order of PyTorch's {@code state_dict}. */
    private static Map<String, Tensor> stateForImages() {
        State state = new State();
        state.add("0.weight", 4, 2, 3, 3).add("0.bias", 4).addBatchNorm("1", 4);
        state.add("4.weight", 3, 4, 2, 2).add("4.bias", 3).addBatchNorm("6", 12);
        state.add("8.weight", 6, 12).add("8.bias", 6).add("10.weight", 3, 6).add("10.bias", 3);
        return state.tensors;
    }

    /** Both biases of each LSTM are in use. */
    private static Map<String, Tensor> stateForSequences() {
        State state = new State();
        state.addLstm("0", 3, 4).addLstm("1", 4, 3);
        state.add("2.weight", 4, 3).add("2.bias", 4).add("4.weight", 2, 4).add("4.bias", 2);
        return state.tensors;
    }

    private static final class State {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();

        State add(String name, int... axes) {
            double middle = name.endsWith("running_var") ? 1 : 0;
            tensors.put(name, wave(Shape.of(axes), tensors.size(), middle, 1));
            return this;
        }

        State addBatchNorm(String layer, int channels) {
            return add(layer + ".weight", channels)
                    .add(layer + ".bias", channels)
                    .add(layer + ".running_mean", channels)
                    .add(layer + ".running_var", channels);
        }

        State addLstm(String layer, int features, int units) {
            return add(layer + ".weight_ih_l0", 4 * units, features)
                    .add(layer + ".weight_hh_l0", 4 * units, units)
                    .add(layer + ".bias_ih_l0", 4 * units)
                    .add(layer + ".bias_hh_l0", 4 * units);
        }
    }

    private static Tensor wave(Shape shape, int number, double middle, double scale) {
        Tensor tensor = Tensor.zeros(DataType.FLOAT32, shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, scale * ((i * 37 + number * 11) % 101 - 50) / 100 + middle);
        }
        return tensor;
    }

    private Network read(Map<String, Tensor> state, String layers, int... example) {
        Path file = folder.resolve("theirs.safetensors");
        new Safetensors(state, Map.of("format", "pt")).write(file);
        return WeightFile.read(file, Networks.spec(layers), List.of(Shape.of(example)), null, NameTable.STANDARD);
    }

    private static Tensor inputs(Network network) {
        return wave(network.inputShape().withBatch(2), 1, 0, 3);
    }

    private static void assertAnswers(double[] expected, Network network) {
        Tensor answers = network.predict(inputs(network));
        assertEquals(expected.length, answers.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], answers.get(i), TOLERANCE, network.toString());
        }
    }

    @Test
    void imagesAreAnsweredAsPyTorchDoes() {
        assertAnswers(ANSWERS_TO_IMAGES, read(stateForImages(), IMAGES, 6, 5, 2));
    }

    @Test
    void sequencesAreAnsweredAsPyTorchDoes() {
        assertAnswers(ANSWERS_TO_SEQUENCES, read(stateForSequences(), SEQUENCES, 5, 3));
    }

    /** So what is exported is what PyTorch reads. */
    @Test
    void theExportIsTheFileThatWasRead() {
        Map<String, Tensor> state = stateForImages();
        Network network = read(state, IMAGES, 6, 5, 2);
        for (String name : List.of("ours.safetensors", "ours.csv")) {
            Path file = folder.resolve(name);
            WeightFile.write(file, network, NameTable.STANDARD);
            Map<String, Tensor> written = name.endsWith(".csv")
                    ? WeightCsv.read(file, DataType.FLOAT32)
                    : Safetensors.read(file).tensors();
            assertEquals(List.copyOf(state.keySet()), List.copyOf(written.keySet()));
            state.forEach((key, tensor) -> assertTrue(tensor.sameBits(written.get(key)), name + " " + key));
        }
    }

    @Test
    void theJavaSourceAnswersAsPyTorchDoes() {
        Network network = read(stateForImages(), IMAGES, 6, 5, 2);
        Model model = new Model(network, Task.REGRESSION, Losses.meanSquaredError(), List.of());
        Compiled compiled = Compiled.of(JavaSource.of(model, "", "Exported"), "Exported");
        float[] inputs = inputs(network).floats();
        for (int row = 0; row < 2; row++) {
            float[] image = new float[inputs.length / 2];
            System.arraycopy(inputs, row * image.length, image, 0, image.length);
            float[] answer = (float[]) compiled.call("predict", (Object) image);
            for (int i = 0; i < answer.length; i++) {
                assertEquals(ANSWERS_TO_IMAGES[row * answer.length + i], answer[i], TOLERANCE);
            }
        }
    }
}
