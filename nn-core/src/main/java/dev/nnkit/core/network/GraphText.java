package dev.nnkit.core.network;

import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.api.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a {@link Graph}, in the grammar of every network: four words with words inside. */
final class GraphText {
    private static final List<String> SECTIONS = List.of("inputs", "layers", "calls", "outputs");

    private GraphText() {}

    static String write(Graph graph) {
        List<String> layers = new ArrayList<>();
        graph.layers().forEach((name, spec) -> layers.add(name + ": " + spec));
        graph.joins().forEach((name, spec) -> layers.add(name + ": " + spec));
        String calls = graph.calls().stream().map(GraphCall::toString).collect(Collectors.joining(" "));
        return "graph(inputs(" + String.join(" ", graph.inputs()) + "), layers(" + String.join(" ", layers)
                + "), calls(" + calls + "), outputs(" + String.join(" ", graph.outputs()) + "))";
    }

    static Graph read(Arguments arguments) {
        // all are asked for before any is looked at, so that a registry can tell how a graph is written
        List<List<Call>> sections = SECTIONS.stream().map(arguments::calls).toList();
        List<String> inputs = words(section(sections, 0));
        Map<String, LayerSpec> layers = new LinkedHashMap<>();
        Map<String, JoinSpec> joins = new LinkedHashMap<>();
        for (Call call : section(sections, 1)) {
            String name = label(call);
            Call bare = new Call(null, call.word(), call.arguments());
            boolean isNew;
            if (arguments.resolver().knows(JoinSpec.class, call.word())) {
                isNew = joins.put(name, arguments.resolver().resolve(JoinSpec.class, bare)) == null
                        && !layers.containsKey(name);
            } else {
                isNew = layers.put(name, arguments.resolver().resolve(LayerSpec.class, bare)) == null
                        && !joins.containsKey(name);
            }
            if (!isNew) {
                throw new SpecException("graph: two layers are called \"" + name + "\". Give one another name.");
            }
        }
        List<GraphCall> calls = new ArrayList<>();
        for (Call call : section(sections, 2)) {
            List<String> from = new ArrayList<>();
            for (Call.Argument argument : call.arguments()) {
                from.addAll(words(calls(argument.value(), call)));
            }
            calls.add(new GraphCall(label(call), call.word(), from));
        }
        return new Graph(inputs, layers, joins, calls, words(section(sections, 3)));
    }

    private static List<Call> section(List<List<Call>> sections, int index) {
        List<Call> calls = sections.get(index);
        String word = SECTIONS.get(index);
        if (calls.size() != 1 || !calls.get(0).word().equals(word)) {
            throw new SpecException("graph: expected " + word + "(...) but found " + new Value.Calls(calls)
                    + ". A graph is graph(inputs(...), layers(...), calls(...), outputs(...)).");
        }
        List<Call> inner = new ArrayList<>();
        for (Call.Argument argument : calls.get(0).arguments()) {
            inner.addAll(calls(argument.value(), calls.get(0)));
        }
        return inner;
    }

    private static List<Call> calls(Value value, Call around) {
        if (value instanceof Value.Calls calls) {
            return calls.calls();
        }
        throw new SpecException("graph: " + around + ": expected a name but found " + value + ".");
    }

    private static String label(Call call) {
        String label = call.label();
        if (label == null) {
            throw new SpecException(
                    "graph: " + call + " needs a name in front of it, such as \"first: " + call + "\".");
        }
        return label;
    }

    private static List<String> words(List<Call> calls) {
        return calls.stream().map(Call::word).toList();
    }
}
