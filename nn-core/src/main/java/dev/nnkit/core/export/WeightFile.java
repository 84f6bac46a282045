package dev.nnkit.core.export;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.file.Safetensors;
import dev.nnkit.core.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network in a file for other programs, and back. The file's extension says how: {@code .safetensors},
 * or {@code .csv} with a row for each number: parameter, index, value.
 *
 * <pre>{@code
 * WeightFile.write(Path.of("weights.safetensors"), network, NameTable.STANDARD);
 * Network same = WeightFile.read(file, network.spec(), network.inputShapes(), null, NameTable.STANDARD);
 * }</pre>
 *
 * <p>Names, shapes and order are those of the {@code state_dict} of an {@code nn.Sequential} of the same layers: a dense
 * weight is [out, in], one of a convolution [out, in, height, width]; batch norm has {@code weight}, {@code bias},
 * {@code running_mean} and {@code running_var}; an LSTM has two biases, of which the second is written as zeros, and which
 * are added when they are read. An image is [channels, height, width] there, and so is what {@code nn.Flatten} makes of
 * it: the inputs of the dense layer behind {@code flatten} are reordered. Thread-safe.
 */
public final class WeightFile {
    private static final String CSV = ".csv";
    private static final String SAFETENSORS = ".safetensors";

    private WeightFile() {}

    /**
     * Writes all weights, in one piece: see {@link dev.nnkit.core.io.AtomicFile}.
     *
     * @throws IllegalArgumentException if the extension is another, the network has a layer behind {@code flatten} whose
     *     weights cannot be reordered, or the table does not fit the network
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Network network, NameTable names) {
        boolean csv = isCsv(file);
        Map<String, Tensor> tensors = TorchTensors.of(network, names).write();
        if (csv) {
            WeightCsv.write(file, tensors);
        } else {
            // what other libraries look for, to know that the layout is PyTorch's
            new Safetensors(tensors, Map.of("format", "pt")).write(file);
        }
    }

    /**
     * Builds a network with the weights of a file. Counters of a batch norm, {@code num_batches_tracked}, are passed over.
     *
     * @param examples the shapes of one example of each input
     * @param type of the network, which the file must have; null: FLOAT64 if all tensors in a safetensors file are,
     *     otherwise FLOAT32
     * @throws IllegalArgumentException if the extension is another, the file is damaged, or tensors are missing, too many,
     *     or of another shape or type than the network's, all of which are named
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Network read(
            Path file, LayerSpec spec, List<Shape> examples, @Nullable DataType type, NameTable names) {
        boolean csv = isCsv(file);
        DataType chosen = type != null ? type : DataType.FLOAT32;
        Map<String, Tensor> tensors;
        if (csv) {
            tensors = WeightCsv.read(file, chosen);
        } else {
            tensors = Safetensors.read(file, TorchTensors::isCounter).tensors();
            chosen = type != null ? type : typeOf(tensors);
        }
        DataType ofNetwork = chosen;
        Network network = Network.build(
                spec,
                examples,
                Initialization.loading(ofNetwork, (path, shape, layout) -> Tensor.zeros(ofNetwork, shape)));
        TorchTensors.of(network, names).read(file.toString(), tensors);
        return network;
    }

    private static DataType typeOf(Map<String, Tensor> tensors) {
        boolean doubles = tensors.values().stream().allMatch(tensor -> tensor.type() == DataType.FLOAT64);
        return doubles && !tensors.isEmpty() ? DataType.FLOAT64 : DataType.FLOAT32;
    }

    private static boolean isCsv(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(CSV) && !name.endsWith(SAFETENSORS)) {
            throw new IllegalArgumentException(
                    file + ": weights are written and read as .safetensors or .csv. Give it one of these extensions.");
        }
        return name.endsWith(CSV);
    }
}
