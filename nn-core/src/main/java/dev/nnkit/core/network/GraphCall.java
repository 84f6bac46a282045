package dev.nnkit.core.network;

import java.util.List;

/**
 * One call in a {@link Graph}: {@code name} is what the layer or join called {@code layer} makes of the values
 * {@code from}.
 */
public record GraphCall(String name, String layer, List<String> from) {
    public GraphCall {
        from = List.copyOf(from);
    }

    /** {@code name: layer(from)}. */
    @Override
    public String toString() {
        return name + ": " + layer + "(" + String.join(", ", from) + ")";
    }
}
