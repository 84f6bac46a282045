package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * An example under another shape of the same size: {@code reshape(28, 28, 1)}. No number is moved. No parameters.
 * Thread-safe: immutable.
 *
 * @param shape of what comes out, every axis 1 or more; throws IllegalArgumentException otherwise
 */
public record Reshape(Shape shape) implements LayerSpec {
    public Reshape {
        if (shape.rank() == 0 || shape.size() == 0) {
            throw new IllegalArgumentException(
                    "reshape: give one or more axes, each 1 or more, but got " + shape + ".");
        }
    }

    static Reshape read(Arguments arguments) {
        return new Reshape(Shape.of(arguments.integers("axes")));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        if (example.size() != shape.size()) {
            throw new ShapeMismatchException(
                    who + ": an example must have " + shape.size() + " elements but has shape " + example
                            + ", which has " + example.size() + ".",
                    shape);
        }
        return new Reshaping(who, example, shape);
    }

    @Override
    public String toString() {
        SpecText text = SpecText.of("reshape");
        for (int axis : shape.toArray()) {
            text.add(axis);
        }
        return text.toString();
    }
}
