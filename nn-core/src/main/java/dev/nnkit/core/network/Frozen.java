package dev.nnkit.core.network;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * A layer that training does not move: {@code frozen(dense(128))}. Paths are those of the layer itself, so weights
 * trained without {@code frozen} fit. Its gradients are not computed, and where nothing before it learns, backpropagation
 * stops behind it.
 *
 * <p>Thread-safe: immutable.
 */
public record Frozen(LayerSpec inner) implements LayerSpec {
    static Frozen read(Arguments arguments) {
        List<LayerSpec> layers = arguments.specs(LayerSpec.class, "layers");
        return new Frozen(layers.size() == 1 ? layers.get(0) : new Sequential(layers));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        return inner.build(example, initialization.frozen());
    }

    @Override
    public double gain() {
        return inner.gain();
    }

    @Override
    public String toString() {
        return SpecText.of("frozen").add(new Object[] {inner}).toString();
    }
}
