package dev.nnkit.core.export;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.network.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A layer with the shapes of one example that go in and come out, and the layers inside it where it is a chain or a
 * shortcut around one. Names and {@code frozen(...)} are taken off: they change no number.
 *
 * @param path the beginning of its parameters' paths; empty for the network itself
 */
record Outline(String path, LayerSpec spec, Shape input, Shape output, List<Outline> children) {
    static Outline of(Network network) {
        Map<String, Shape> outputs = new HashMap<>();
        for (Summary.Row row : network.summary().rows()) {
            outputs.put(row.path(), row.output());
        }
        outputs.put("", network.outputShapes().get(0));
        return of("", network.spec(), network.inputShapes().get(0), outputs);
    }

    private static Outline of(String path, LayerSpec spec, Shape input, Map<String, Shape> outputs) {
        LayerSpec bare = bare(spec);
        List<LayerSpec> inside = bare instanceof Sequential chain
                ? chain.layers()
                : bare instanceof Residual shortcut ? shortcut.inner().layers() : List.of();
        List<Outline> children = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < inside.size(); i++) {
            String name = NamedSpec.nameOf(inside.get(i), i);
            Outline child = of(join(path, name), inside.get(i), shape, outputs);
            children.add(child);
            shape = child.output;
        }
        return new Outline(path, bare, input, Objects.requireNonNull(outputs.get(path), path), children);
    }

    private static LayerSpec bare(LayerSpec spec) {
        if (spec instanceof NamedSpec named) {
            return bare(named.spec());
        }
        return spec instanceof Frozen frozen ? bare(frozen.inner()) : spec;
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The path of one of its parameters. */
    String parameter(String name) {
        return join(path, name);
    }

    /** As messages name it. */
    String describe() {
        return path.isEmpty() ? spec.toString() : spec + " \"" + path + "\"";
    }
}
