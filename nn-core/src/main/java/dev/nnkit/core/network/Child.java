package dev.nnkit.core.network;

import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer or join inside a container, as summaries show it.
 *
 * @param name its name or index in the container
 * @param text the spec it was built from
 * @param output the shape of one example that comes out of it
 * @param layer the layer itself, where it is one: it may be a container too
 * @param spec what the layer was built from, where it is one
 */
record Child(
        String name,
        String text,
        Shape output,
        List<Parameter> parameters,
        @Nullable Layer layer,
        @Nullable LayerSpec spec) {
    static Child of(String name, LayerSpec spec, Layer layer, Shape output) {
        return new Child(name, spec.toString(), output, layer.parameters(), layer, spec);
    }
}
