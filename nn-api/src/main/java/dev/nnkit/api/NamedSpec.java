package dev.nnkit.api;

import java.util.regex.Pattern;

/**
 * A spec with a name, which stands in the paths of its parameters in place of an index: {@code head: dense(10)} has
 * {@code head.weight}. The name does nothing else.
 *
 * @param name a letter, then letters, digits, {@code _} or {@code -}; throws IllegalArgumentException otherwise
 */
public record NamedSpec(String name, LayerSpec spec) implements LayerSpec {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    public NamedSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("layer name \"" + name
                    + "\": a name is a letter and then letters, digits, '_' or '-', so that paths can be read.");
        }
        if (spec instanceof NamedSpec other) {
            throw new IllegalArgumentException(
                    "layer \"" + name + "\" has a name already: \"" + other.name() + "\". Give it one.");
        }
    }

    /** The name of a child in a container: its own, or else its index. */
    public static String nameOf(LayerSpec child, int index) {
        return child instanceof NamedSpec named ? named.name : Integer.toString(index);
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        return spec.build(example, initialization);
    }

    @Override
    public double gain() {
        return spec.gain();
    }

    @Override
    public String toString() {
        return name + ": " + spec;
    }
}
