package dev.nnkit.core.layer;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.NamedSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Sequential;

/** All layers by the names that the text of a network knows. Activations stand in {@code dev.nnkit.activation}. */
public final class Layers {
    private Layers() {}

    /** One after the other. */
    public static Sequential sequential(LayerSpec... layers) {
        return Sequential.of(layers);
    }

    /** {@code x + f(x)}. */
    public static Residual residual(LayerSpec... layers) {
        return Residual.of(layers);
    }

    /** Never moved by training. */
    public static Frozen frozen(LayerSpec layer) {
        return new Frozen(layer);
    }

    /** With a name in place of an index: {@code head.weight}. */
    public static NamedSpec named(String name, LayerSpec layer) {
        return new NamedSpec(name, layer);
    }

    /** Fully connected, with a bias. */
    public static Dense dense(int units) {
        return new Dense(units, true, null);
    }

    /** The transpose of an earlier layer, whose weight it shares. */
    public static TiedDense tiedDense(String path) {
        return new TiedDense(path, true);
    }

    public static Softmax softmax() {
        return new Softmax();
    }

    public static Flatten flatten() {
        return new Flatten();
    }

    public static Reshape reshape(int... axes) {
        return new Reshape(Shape.of(axes));
    }

    /** @param dropProbability the share that is set to zero, in [0, 1) */
    public static Dropout dropout(double dropProbability) {
        return new Dropout(dropProbability);
    }

    /** With momentum 0.1 and epsilon 1e-5. */
    public static BatchNorm batchNorm() {
        return new BatchNorm(0.1, 1e-5);
    }

    /** A table of {@code count} vectors of length {@code width}. */
    public static Embedding embedding(int count, int width) {
        return new Embedding(count, width);
    }

    /** Square kernel, stride 1, no padding. */
    public static Conv2d conv2d(int filters, int kernel) {
        return new Conv2d(filters, kernel, 1, 0, true);
    }

    /** The largest of each square of {@code size} by {@code size}, without overlap. */
    public static MaxPool2d maxPool2d(int size) {
        return new MaxPool2d(size, size);
    }

    /** The last state of a long short-term memory over [time, features]. */
    public static Lstm lstm(int units) {
        return new Lstm(units, false);
    }

    /** Single-head self-attention over [time, features]. */
    public static Attention attention(int units) {
        return new Attention(units, false);
    }
}
