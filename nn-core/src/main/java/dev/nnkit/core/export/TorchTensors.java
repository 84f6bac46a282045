package dev.nnkit.core.export;

import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Suggestions;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tensors that PyTorch would hold for a network: names and layout of an {@code nn.Sequential} of the same layers. */
final class TorchTensors {
    private static final Map<String, String> OF_BATCH_NORM =
            Map.of("scale", "weight", "mean", "running_mean", "variance", "running_var");
    private static final Map<String, String> OF_LSTM =
            Map.of("inputWeight", "weight_ih_l0", "recurrentWeight", "weight_hh_l0", "bias", "bias_ih_l0");
    private static final int LISTED = 20;

    private final Network network;
    private final TorchLayout layout;
    private final NameTable names;
    private final Set<String> paths;
    private final Map<String, TorchTensor> byName = new LinkedHashMap<>();

    private TorchTensors(Network network, NameTable names) {
        this.network = network;
        this.layout = TorchLayout.of(network);
        this.names = names;
        this.paths = network.parameters().stream().map(Parameter::path).collect(Collectors.toSet());
    }

    /**
     * @throws IllegalArgumentException if the order of a flattened image cannot be followed, the table names a tensor that
     *     there is not, or two get one name
     */
    static TorchTensors of(Network network, NameTable names) {
        TorchTensors tensors = new TorchTensors(network, names);
        network.parameters().forEach(tensors::add);
        tensors.requireKnownNames();
        return tensors;
    }

    private void add(Parameter parameter) {
        String path = parameter.path();
        FileLayout place = layout.of(parameter);
        add(new TorchTensor(path, standardName(path), parameter, place, false));
        if (isBiasOfLstm(path)) {
            String container = path.substring(0, path.length() - "bias".length());
            add(new TorchTensor(container + "recurrentBias", container + "bias_hh_l0", parameter, place, true));
        }
    }

    private void add(TorchTensor standard) {
        String theirs = names.theirs().getOrDefault(standard.ours(), standard.theirs());
        TorchTensor other = byName.put(theirs, standard.called(theirs));
        if (other != null) {
            throw new IllegalArgumentException("names: \"" + other.ours() + "\" and \"" + standard.ours()
                    + "\" would both be called \"" + theirs + "\".");
        }
    }

    private String standardName(String path) {
        int dot = path.lastIndexOf('.') + 1;
        String container = path.substring(0, dot);
        String name = path.substring(dot);
        if (hasAll(container, OF_BATCH_NORM.keySet())) {
            return container + OF_BATCH_NORM.getOrDefault(name, name);
        }
        return hasAll(container, OF_LSTM.keySet()) ? container + OF_LSTM.getOrDefault(name, name) : path;
    }

    private boolean isBiasOfLstm(String path) {
        return path.endsWith("bias") && hasAll(path.substring(0, path.length() - "bias".length()), OF_LSTM.keySet());
    }

    private boolean hasAll(String container, Set<String> parameters) {
        return parameters.stream().allMatch(name -> paths.contains(container + name));
    }

    private void requireKnownNames() {
        Set<String> known = new LinkedHashSet<>();
        byName.values().forEach(tensor -> known.add(tensor.ours()));
        for (String name : names.theirs().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("names: the network has no \"" + name + "\"."
                        + Suggestions.nearest(name, known) + " It has " + listed(known) + ".");
            }
        }
    }

    /** Every tensor by the name that it has in the file. */
    Map<String, Tensor> write() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> tensors.put(name, tensor.write()));
        return tensors;
    }

    /**
     * Sets all parameters.
     *
     * @param source what messages begin with
     * @throws IllegalArgumentException naming all that is missing, too much, of another shape or another type; no parameter
     *     has changed then
     */
    void read(String source, Map<String, Tensor> tensors) {
        List<String> problems = new ArrayList<>();
        byName.forEach((name, tensor) -> {
            Tensor stored = tensors.get(name);
            String expected = describe(tensor.parameter().value().type(), tensor.shape());
            if (stored == null) {
                problems.add("\"" + name + "\" " + expected + " is missing");
            } else if (stored.type() != tensor.parameter().value().type()
                    || !stored.shape().equals(tensor.shape())) {
                problems.add(
                        "\"" + name + "\" must be " + expected + " but is " + describe(stored.type(), stored.shape()));
            }
        });
        tensors.forEach((name, stored) -> {
            if (!byName.containsKey(name) && !isCounter(name)) {
                problems.add(
                        "\"" + name + "\" " + describe(stored.type(), stored.shape()) + " belongs to no parameter");
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(source + ": does not fit the network " + network + ": "
                    + listed(problems, "; ") + ". A table of names can say what is called differently.");
        }
        byName.forEach((name, tensor) -> {
            Tensor stored = tensors.get(name);
            if (stored != null) {
                tensor.read(stored);
            }
        });
    }

    /** Whether it counts how often a batch norm was trained, which nothing here depends on. */
    static boolean isCounter(String name) {
        return name.endsWith("num_batches_tracked");
    }

    private static String describe(Object type, Shape shape) {
        return type + " " + shape;
    }

    private static String listed(Set<String> names) {
        return listed(names.stream().map(name -> "\"" + name + "\"").toList(), ", ");
    }

    private static String listed(List<String> texts, String separator) {
        String first = texts.stream().limit(LISTED).collect(Collectors.joining(separator));
        return texts.size() > LISTED ? first + separator + (texts.size() - LISTED) + " more" : first;
    }
}
