package dev.nnkit.core.network;

import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way through layers, which remembers how it came about: see {@link Composed}. Belongs to the call that
 * made it.
 */
public final class Traced {
    private static final Join PLUS = new Add.Built("plus");

    final Trace trace;
    final int id;
    private final Shape shape;
    private final @Nullable Tensor tensor;

    Traced(Trace trace, int id, Shape shape, @Nullable Tensor tensor) {
        this.trace = trace;
        this.id = id;
        this.shape = shape;
        this.tensor = tensor;
    }

    /** The shape of one example. */
    public Shape shape() {
        return shape;
    }

    /** What {@code layer} makes of this value. */
    public Traced through(Layer layer) {
        return trace.call(layer, this);
    }

    /** The sum of this value and another of the same shape. */
    public Traced plus(Traced other) {
        return trace.call(PLUS, List.of(this, other));
    }

    /** What {@code join} makes of several values. */
    public static Traced join(Join join, Traced... values) {
        return values[0].trace.call(join, List.of(values));
    }

    Tensor tensor() {
        if (tensor == null) {
            throw new IllegalStateException("only the shape of this value is known: it was traced for outputShape.");
        }
        return tensor;
    }
}
