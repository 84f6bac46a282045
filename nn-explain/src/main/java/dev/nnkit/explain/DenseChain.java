package dev.nnkit.explain;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Dropout;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A dense network as one chain without containers: the layers of the core, built again in FLOAT64 over the network's
 * weights, so that one can stand between them. Frozen parts are taken as if they were not, so that the core tells their
 * gradients too.
 */
final class DenseChain {
    /**
     * One layer.
     *
     * @param path the beginning of its parameters' paths
     */
    record Link(String path, LayerSpec spec, Layer layer) {
        String parameter(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    private final List<Link> links = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Shape shape;

    private DenseChain(Network network) {
        this.shape = network.inputShapes().get(0);
    }

    /** @throws IllegalArgumentException naming the layers that cannot be explained */
    static void requireDense(Network network) {
        of(network);
    }

    /** @throws IllegalArgumentException naming the layers that cannot be explained */
    static List<Link> of(Network network) {
        Map<String, Parameter> parameters = parametersOf(network);
        DenseChain chain = new DenseChain(network);
        chain.add(
                network.spec(),
                Initialization.loading(
                        DataType.FLOAT64,
                        (path, shape, layout) -> at(path, parameters).value().as(DataType.FLOAT64)));
        if (!chain.problems.isEmpty()) {
            throw new IllegalArgumentException("cannot explain " + String.join(", ", chain.problems)
                    + ". It can explain dense layers on examples of shape [features], activations, flatten, dropout,"
                    + " and sequential and frozen around them.");
        }
        if (chain.links.stream().noneMatch(link -> link.spec instanceof Dense)) {
            throw new IllegalArgumentException(network + " has no dense layer, so there are no weights to explain.");
        }
        return chain.links;
    }

    /** By their paths. */
    static Map<String, Parameter> parametersOf(Network network) {
        Map<String, Parameter> parameters = new HashMap<>();
        network.parameters().forEach(parameter -> parameters.put(parameter.path(), parameter));
        return parameters;
    }

    static Parameter at(String path, Map<String, Parameter> parameters) {
        return Objects.requireNonNull(parameters.get(path), path);
    }

    private void add(LayerSpec spec, Initialization place) {
        if (spec instanceof NamedSpec named) {
            add(named.spec(), place);
        } else if (spec instanceof Frozen frozen) {
            add(frozen.inner(), place);
        } else if (spec instanceof Sequential chain) {
            for (int i = 0; i < chain.layers().size(); i++) {
                LayerSpec child = chain.layers().get(i);
                add(child, place.child(NamedSpec.nameOf(child, i)));
            }
        } else if (!(spec instanceof Dense
                || spec instanceof Activation
                || spec instanceof Flatten
                || spec instanceof Dropout)) {
            problems.add(place.describe(spec));
        } else if (!problems.isEmpty()) {
            return; // behind a problem the shape is not known
        } else if (spec instanceof Dense && shape.rank() != 1) {
            problems.add(place.describe(spec) + " on examples of shape " + shape);
        } else {
            Layer layer = spec.build(shape, place);
            shape = layer.outputShape(shape);
            links.add(new Link(place.path(), spec, layer));
        }
    }
}
