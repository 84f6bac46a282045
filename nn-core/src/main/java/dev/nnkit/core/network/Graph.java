package dev.nnkit.core.network;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.text.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network with several inputs, outputs or branches, as data: named layers, and calls in order, each reading the names
 * of inputs and earlier calls. A layer that is called twice is shared: its parameters exist once.
 *
 * <pre>{@code
 * Graph siamese = Graph.inputs("left", "right")
 *         .layer("encoder", Sequential.of(dense(8), tanh()))
 *         .join("both", concatenate())
 *         .layer("head", dense(1))
 *         .call("a", "encoder", "left")
 *         .call("b", "encoder", "right")
 *         .call("pair", "both", "a", "b")
 *         .call("answer", "head", "pair")
 *         .outputs("answer");
 * }</pre>
 *
 * <p>As text: {@code graph(inputs(left right), layers(encoder: ...), calls(a: encoder(left) ...), outputs(answer))}.
 * With one input and one output it is a {@link LayerSpec} like any other. Each method returns a new graph. Thread-safe:
 * immutable.
 *
 * @param inputs the names of what goes in, in order
 * @param layers the layers by name
 * @param joins the joins by name
 * @param calls what is computed, in order
 * @param outputs the names of what comes out, in order
 */
public record Graph(
        List<String> inputs,
        Map<String, LayerSpec> layers,
        Map<String, JoinSpec> joins,
        List<GraphCall> calls,
        List<String> outputs)
        implements LayerSpec {

    public Graph {
        inputs = List.copyOf(inputs);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        joins = Collections.unmodifiableMap(new LinkedHashMap<>(joins));
        calls = List.copyOf(calls);
        outputs = List.copyOf(outputs);
    }

    /** A graph with these inputs, and nothing else yet. */
    public static Graph inputs(String... names) {
        return new Graph(List.of(names), Map.of(), Map.of(), List.of(), List.of());
    }

    /** With a layer that calls can use. */
    public Graph layer(String name, LayerSpec spec) {
        requireFree(name);
        Map<String, LayerSpec> more = new LinkedHashMap<>(layers);
        more.put(name, spec);
        return new Graph(inputs, more, joins, calls, outputs);
    }

    /** With a join that calls can use. */
    public Graph join(String name, JoinSpec spec) {
        requireFree(name);
        Map<String, JoinSpec> more = new LinkedHashMap<>(joins);
        more.put(name, spec);
        return new Graph(inputs, layers, more, calls, outputs);
    }

    /** With a call: {@code name} is what {@code layer} makes of the values {@code from}. */
    public Graph call(String name, String layer, String... from) {
        List<GraphCall> more = new ArrayList<>(calls);
        more.add(new GraphCall(name, layer, List.of(from)));
        return new Graph(inputs, layers, joins, more, outputs);
    }

    /** With these values as what comes out. */
    public Graph outputs(String... names) {
        return new Graph(inputs, layers, joins, calls, List.of(names));
    }

    private void requireFree(String name) {
        if (layers.containsKey(name) || joins.containsKey(name)) {
            throw new IllegalArgumentException("graph: two layers are called \"" + name + "\". Give one another name.");
        }
    }

    static Graph read(Arguments arguments) {
        return GraphText.read(arguments);
    }

    /** Builds it as a layer; throws IllegalArgumentException if it has not one input and one output. */
    @Override
    public Layer build(Shape example, Initialization initialization) {
        if (inputs.size() != 1 || outputs.size() != 1) {
            throw new IllegalArgumentException("graph: to stand among layers it must have one input and one output, but"
                    + " it has inputs " + inputs + " and outputs " + outputs + ". Build it with Network.build.");
        }
        return new GraphLayer(buildBody(List.of(example), initialization));
    }

    /** @throws ShapeMismatchException naming every call that does not fit, and every name that is not known */
    GraphBody buildBody(List<Shape> examples, Initialization initialization) {
        return new GraphBuilder(this, initialization).build(examples);
    }

    @Override
    public String toString() {
        return GraphText.write(this);
    }
}
