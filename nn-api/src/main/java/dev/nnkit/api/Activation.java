package dev.nnkit.api;

/**
 * A function that is applied to every element by itself, and its derivative. A record, so that it can be saved. It is a
 * {@link LayerSpec} too: {@code relu()} stands in a network as it is.
 *
 * <p>Only {@link #apply(double)} and {@link #derivative} must be written; the array forms are for those that want to be
 * fast. Softmax, GLU and maxout look at more than one element and are layers.
 */
public interface Activation extends LayerSpec {
    /** The value at {@code x}. NaN in gives NaN out. */
    double apply(double x);

    /**
     * The slope at {@code x}; at a kink one of the two one-sided slopes, which the documentation names.
     *
     * @param y what {@link #apply(double)} gave for {@code x}, for functions whose slope is cheaper to tell from it
     */
    double derivative(double x, double y);

    /** The points where the slope jumps, in ascending order: {@code {0}} for ReLU. Gradient checks step aside there. */
    default double[] kinks() {
        return new double[0];
    }

    /** Whether the values are probabilities, as those of the sigmoid are: a loss on logits must not follow. */
    default boolean outputsProbabilities() {
        return false;
    }

    /**
     * {@code 1 / sqrt(E[f(z)^2])} for z normal with mean 0 and deviation 1: weights with deviation gain / sqrt(fanIn)
     * keep the size of signals from layer to layer. ReLU sqrt 2, tanh 1.5925, sigmoid 1.8462. Computed numerically by
     * default.
     *
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, section 2.2</a>
     */
    @Override
    default double gain() {
        return Gain.of(this);
    }

    /** {@code y[i] = apply(x[i])} for from <= i < to. */
    default void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = (float) apply((double) x[i]);
        }
    }

    /** {@code y[i] = apply(x[i])} for from <= i < to. */
    default void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = apply(x[i]);
        }
    }

    /** {@code dx[i] = dy[i] * derivative(x[i], y[i])} for from <= i < to. */
    default void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = (float) (dy[i] * derivative(x[i], y[i]));
        }
    }

    /** {@code dx[i] = dy[i] * derivative(x[i], y[i])} for from <= i < to. */
    default void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * derivative(x[i], y[i]);
        }
    }

    /** The layer that applies this function to every element of a tensor of any shape. */
    @Override
    default Layer build(Shape example, Initialization initialization) {
        return new ElementwiseLayer(this, initialization.describe(this));
    }
}
