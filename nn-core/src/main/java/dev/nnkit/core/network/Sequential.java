package dev.nnkit.core.network;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A chain of layers: {@code y = f_n(...f_2(f_1(x)))}. A child's path is its name or else its index: {@code 0.weight}.
 * The initialiser of each layer gets the gain of the activation that follows it.
 *
 * <p>Thread-safe: immutable.
 *
 * @param layers one or more; throws IllegalArgumentException for none, or for two of one name
 */
public record Sequential(List<LayerSpec> layers) implements LayerSpec {
    public Sequential {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("sequential: a chain needs at least one layer.");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            String name = NamedSpec.nameOf(layers.get(i), i);
            if (!names.add(name)) {
                throw new IllegalArgumentException("sequential: two layers are called \"" + name
                        + "\". To use one layer twice, write a graph; for two layers, give them two names.");
            }
        }
    }

    public static Sequential of(LayerSpec... layers) {
        return new Sequential(List.of(layers));
    }

    /**
     * Reads {@code dense(128) relu head: dense(10)} with all plug-ins that are installed.
     *
     * @throws dev.nnkit.api.text.SpecException naming everything that is wrong with the text
     * @throws IllegalArgumentException if there is no layer in it, or two have one name
     */
    public static Sequential parse(String text) {
        return chain(Registry.installed().parseLayers(text));
    }

    static Sequential read(Arguments arguments) {
        return chain(arguments.specs(LayerSpec.class, "layers"));
    }

    private static Sequential chain(List<LayerSpec> layers) {
        return layers.size() == 1 && layers.get(0) instanceof Sequential whole ? whole : new Sequential(layers);
    }

    /** @throws ShapeMismatchException naming every layer that does not fit, what came to it and from where */
    @Override
    public Layer build(Shape example, Initialization initialization) {
        List<Child> children = new ArrayList<>();
        List<Layer> built = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Shape shape = example;
        for (int i = 0; i < layers.size(); i++) {
            LayerSpec spec = layers.get(i);
            String name = NamedSpec.nameOf(spec, i);
            double gain = i + 1 < layers.size() ? layers.get(i + 1).gain() : initialization.gain();
            try {
                Layer layer = spec.build(shape, initialization.child(name).withGain(gain));
                shape = layer.outputShape(shape);
                built.add(layer);
                children.add(Child.of(name, unnamed(spec), layer, shape));
            } catch (ShapeMismatchException e) {
                problems.add(e.getMessage() + origin(i));
                if (e.outputIfFixed() == null) {
                    break;
                }
                shape = e.outputIfFixed();
            }
        }
        if (!problems.isEmpty()) {
            boolean complete = children.size() + problems.size() == layers.size();
            throw new ShapeMismatchException(String.join("\n", problems), complete ? shape : null);
        }
        return new SequentialLayer(children, built);
    }

    /** The name has a column of its own in a summary. */
    private static LayerSpec unnamed(LayerSpec spec) {
        return spec instanceof NamedSpec named ? named.spec() : spec;
    }

    private String origin(int index) {
        return index == 0 ? "" : " It comes from layer " + (index - 1) + ", " + layers.get(index - 1) + ".";
    }

    /** The layers as a whole network is written, without the word around them. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (LayerSpec layer : layers) {
            text.append(text.isEmpty() ? "" : " ").append(layer);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return SpecText.of("sequential").add(layers.toArray()).toString();
    }
}
