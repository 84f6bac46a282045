package dev.nnkit.core.network;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.text.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the layers of a {@link Graph}, each where it is first called, and collects all that is wrong. */
final class GraphBuilder {
    private final Graph graph;
    private final Initialization initialization;
    /** The shapes of the values so far; null where a problem hides it. */
    private final Map<String, @Nullable Shape> shapes = new LinkedHashMap<>();

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, Join> joins = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    GraphBuilder(Graph graph, Initialization initialization) {
        this.graph = graph;
        this.initialization = initialization;
    }

    GraphBody build(List<Shape> examples) {
        if (examples.size() != graph.inputs().size()) {
            throw new ShapeMismatchException("graph: inputs " + graph.inputs() + " need "
                    + graph.inputs().size() + " example shapes but got " + examples + ".");
        }
        for (int i = 0; i < examples.size(); i++) {
            define(graph.inputs().get(i), examples.get(i));
        }
        for (GraphCall call : graph.calls()) {
            define(call.name(), output(call));
        }
        checkUse();
        if (!problems.isEmpty()) {
            throw new ShapeMismatchException(String.join("\n", problems));
        }
        return new GraphBody(graph, layers, joins, children());
    }

    /** The calls as a summary lists them: a layer that is called again has nothing of its own to show there. */
    private List<Child> children() {
        List<Child> children = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (GraphCall call : graph.calls()) {
            Layer layer = layers.get(call.layer());
            Join join = joins.get(call.layer());
            Shape shape = shapes.get(call.name());
            List<Parameter> parameters =
                    layer != null ? layer.parameters() : join != null ? join.parameters() : List.of();
            boolean first = seen.add(call.layer());
            LayerSpec spec = graph.layers().get(call.layer());
            Object what = layer != null ? spec : graph.joins().get(call.layer());
            String text = call + (first ? " = " + what : ", shared");
            children.add(new Child(
                    call.layer(),
                    text,
                    shape == null ? Shape.of() : shape,
                    first ? parameters : List.of(),
                    first ? layer : null,
                    first ? spec : null));
        }
        return children;
    }

    private void define(String name, @Nullable Shape shape) {
        if (shapes.containsKey(name)) {
            problems.add("graph: two values are called \"" + name + "\". Give one of the calls another name.");
        }
        shapes.put(name, shape);
    }

    private @Nullable Shape output(GraphCall call) {
        List<Shape> from = new ArrayList<>();
        boolean complete = true;
        for (String name : call.from()) {
            if (!shapes.containsKey(name)) {
                problems.add("graph: " + call + " reads \"" + name + "\", which no input and no earlier call is called."
                        + Suggestions.nearest(name, shapes.keySet()) + " There are: "
                        + String.join(", ", shapes.keySet()) + ".");
            }
            Shape shape = shapes.get(name);
            complete &= shape != null;
            if (shape != null) {
                from.add(shape);
            }
        }
        LayerSpec layer = graph.layers().get(call.layer());
        JoinSpec join = graph.joins().get(call.layer());
        if (layer == null && join == null) {
            List<String> known = new ArrayList<>(graph.layers().keySet());
            known.addAll(graph.joins().keySet());
            problems.add("graph: " + call + " uses \"" + call.layer() + "\", but no layer is called so."
                    + Suggestions.nearest(call.layer(), known) + " There are: " + String.join(", ", known) + ".");
        } else if (layer != null && call.from().size() != 1) {
            problems.add("graph: " + call + ": layer " + layer + " takes one value but gets "
                    + call.from().size() + ". Join them first.");
        } else if (complete) {
            return shapeOf(call, layer, join, from);
        }
        return null;
    }

    private @Nullable Shape shapeOf(
            GraphCall call, @Nullable LayerSpec layer, @Nullable JoinSpec join, List<Shape> from) {
        Initialization child = initialization.child(call.layer()).withGain(gainAfter(call));
        try {
            if (layer != null) {
                Shape only = from.get(0);
                return layers.computeIfAbsent(call.layer(), name -> layer.build(only, child))
                        .outputShape(only);
            }
            if (join != null) {
                return joins.computeIfAbsent(call.layer(), name -> join.build(from, child))
                        .outputShape(from);
            }
        } catch (ShapeMismatchException e) {
            problems.add(e.getMessage() + " It is called as " + call + ".");
            return e.outputIfFixed();
        }
        return null;
    }

    /** The gain that the first layer reading this value asks for. */
    private double gainAfter(GraphCall call) {
        for (GraphCall other : graph.calls()) {
            LayerSpec reader = graph.layers().get(other.layer());
            if (reader != null && other.from().contains(call.name())) {
                return reader.gain();
            }
        }
        return 1;
    }

    private void checkUse() {
        for (String output : graph.outputs()) {
            if (!shapes.containsKey(output)) {
                problems.add("graph: output \"" + output + "\" is not the name of a value."
                        + Suggestions.nearest(output, shapes.keySet()) + " There are: "
                        + String.join(", ", shapes.keySet()) + ".");
            }
        }
        if (graph.outputs().isEmpty()) {
            problems.add("graph: no outputs are named. End with outputs(...).");
        }
        List<String> declared = new ArrayList<>(graph.layers().keySet());
        declared.addAll(graph.joins().keySet());
        for (String name : declared) {
            if (graph.calls().stream().noneMatch(call -> call.layer().equals(name))) {
                problems.add("graph: layer \"" + name + "\" is never called. Call it or take it out.");
            }
        }
    }
}
