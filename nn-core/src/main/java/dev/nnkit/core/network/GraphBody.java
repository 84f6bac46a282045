package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A built {@link Graph}: runs its calls in a {@link Trace}. */
final class GraphBody implements Body {
    private final Graph graph;
    private final Map<String, Layer> layers;
    private final Map<String, Join> joins;
    private final List<Child> children;
    private final List<Parameter> parameters;

    GraphBody(Graph graph, Map<String, Layer> layers, Map<String, Join> joins, List<Child> children) {
        this.children = children;
        this.graph = graph;
        this.layers = layers;
        this.joins = joins;
        List<List<Parameter>> all = new ArrayList<>();
        for (GraphCall call : graph.calls()) {
            Layer layer = layers.get(call.layer());
            Join join = joins.get(call.layer());
            all.add(layer != null ? layer.parameters() : join != null ? join.parameters() : List.of());
        }
        this.parameters = Parameters.distinct(all);
    }

    @Override
    public GraphBody observed(String path, LayerObserver observer) {
        Map<String, Layer> observed = new LinkedHashMap<>();
        layers.forEach((name, layer) -> {
            LayerSpec spec = Objects.requireNonNull(graph.layers().get(name), "a layer of a graph has a spec");
            observed.put(name, Observed.of(layer, spec, Observed.path(path, name), observer));
        });
        return new GraphBody(graph, observed, joins, children);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> examples) {
        Trace trace = Trace.shapes();
        return run(trace, examples, trace::input).stream().map(Traced::shape).toList();
    }

    @Override
    public Pass forward(List<Tensor> inputs, StepContext step) {
        Trace trace = Trace.recording(step);
        List<Traced> outputs = run(trace, inputs, trace::input);
        return new Pass(outputs.stream().map(Traced::tensor).toList(), new Back(trace, outputs));
    }

    @Override
    public List<Tensor> infer(List<Tensor> inputs, StepContext step) {
        Trace trace = Trace.inferring(step);
        return run(trace, inputs, trace::input).stream().map(Traced::tensor).toList();
    }

    private <T> List<Traced> run(Trace trace, List<T> inputs, Function<T, Traced> asTraced) {
        Map<String, Traced> values = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(graph.inputs().get(i), asTraced.apply(inputs.get(i)));
        }
        for (GraphCall call : graph.calls()) {
            List<Traced> from = call.from().stream().map(values::get).toList();
            Layer layer = layers.get(call.layer());
            Traced value = layer != null
                    ? trace.call(layer, from.get(0))
                    : trace.call(Objects.requireNonNull(joins.get(call.layer())), from);
            values.put(call.name(), value);
        }
        return graph.outputs().stream()
                .map(name -> Objects.requireNonNull(values.get(name)))
                .toList();
    }

    private record Back(Trace trace, List<Traced> outputs) implements Pass.Pullback {
        @Override
        public @Nullable Tensor[] apply(List<? extends @Nullable Tensor> outputGradients, Gradients into) {
            return trace.pullBack(outputs, outputGradients, into, true);
        }

        @Override
        public void parametersOnly(List<? extends @Nullable Tensor> outputGradients, Gradients into) {
            trace.pullBack(outputs, outputGradients, into, false);
        }
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public boolean mixesExamples() {
        return layers.values().stream().anyMatch(Layer::mixesExamples)
                || joins.values().stream().anyMatch(Join::mixesExamples);
    }

    @Override
    public boolean outputsProbabilities(int output) {
        String name = graph.outputs().get(output);
        for (GraphCall call : graph.calls()) {
            Layer layer = layers.get(call.layer());
            if (call.name().equals(name) && layer != null) {
                return layer.outputsProbabilities();
            }
        }
        return false;
    }

    @Override
    public List<Child> children() {
        return children;
    }
}
