package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Hyperbolic tangent: {@code y = tanh(x)}, in (-1, 1).
 *
 * <p>Derivative: {@code 1 - y^2}, told from y alone. Gain: 1.5925. Thread-safe: immutable.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-35289-8_3">LeCun et al. 1998, section 4.4</a>
 */
public record Tanh() implements Activation {
    @Override
    public double apply(double x) {
        return Math.tanh(x);
    }

    @Override
    public double derivative(double x, double y) {
        return 1 - y * y;
    }

    /** The integral, which has no closed form, once for all. */
    @Override
    public double gain() {
        return 1.592537419722833;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        functions.tanh(x, y, from, to);
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        functions.tanh(x, y, from, to);
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * (1 - y[i] * y[i]);
        }
    }

    @Override
    public void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * (1 - y[i] * y[i]);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("tanh").toString();
    }
}
