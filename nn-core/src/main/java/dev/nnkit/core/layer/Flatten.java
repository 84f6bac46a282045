package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;

/**
 * An example of any shape as one row: [height, width, channels] becomes [height * width * channels], in memory order. No
 * number is moved. No parameters. Thread-safe: immutable.
 */
public record Flatten() implements LayerSpec {
    @Override
    public Layer build(Shape example, Initialization initialization) {
        return new Reshaping(initialization.describe(this), example, Shape.of(example.size()));
    }

    @Override
    public String toString() {
        return "flatten";
    }
}
