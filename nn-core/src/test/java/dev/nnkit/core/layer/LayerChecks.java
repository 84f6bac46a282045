package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Composed;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Traced;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;

/** Derivatives at drawn shapes and values, and inside other layers; the contract does the rest at shapes that are given. */
final class LayerChecks {
    private LayerChecks() {}

    /** For the input and every parameter: alone, in predictions, used twice, in a residual. */
    static void verify(LayerSpec spec, Shape example, Tensor input, long seed) {
        Layer layer = Samples.build(spec, example, seed);
        GradientCheck.of(layer).on(input).seed(seed).verify();
        GradientCheck.of(layer).on(input).seed(seed).training(false).verify();
        GradientCheck.of(twice(layer, input.type())).on(input).seed(seed).verify();
        if (input.type().isFloating()) {
            Layer residual = Samples.build(residual(spec, example), example, seed);
            GradientCheck.of(residual).on(input).seed(seed).verify();
        }
    }

    /** The second call sees another input, where inputs can be added. */
    private static Layer twice(Layer layer, DataType type) {
        return Composed.of("twice", List.of(layer), List.of(), x -> {
            Traced other = type.isFloating() ? x.plus(x) : x;
            return x.through(layer).plus(other.through(layer));
        });
    }

    private static LayerSpec residual(LayerSpec spec, Shape example) {
        return Residual.of(spec, new Flatten(), Layers.dense(example.size()), new Reshape(example));
    }
}
