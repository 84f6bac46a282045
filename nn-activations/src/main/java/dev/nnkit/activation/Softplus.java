package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.kernel.FloatFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Smooth rectifier: {@code y = ln(1 + e^x)}, computed as {@code max(x, 0) + log1p(e^-|x|)}, which never overflows.
 *
 * <p>Derivative: the sigmoid of x. Gain: 1.0419. Thread-safe: immutable.
 *
 * @see <a href="https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html">Dugas et
 *     al. 2001, section 3</a>
 */
public record Softplus() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public double derivative(double x, double y) {
        return ElementaryFunctions.sigmoid(x);
    }

    /** The integral, which has no closed form, once for all. */
    @Override
    public double gain() {
        return 1.0418668355353031;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            float e = FloatFunctions.exp(-Math.abs(x[i]));
            float sum = 1 + e;
            // the quotient takes back what rounding the sum did to its logarithm
            float rest = sum == 1 ? e : FloatFunctions.log(sum) * (e / (sum - 1));
            y[i] = Math.max(x[i], 0) + rest;
        }
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = apply(x[i]);
        }
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * FloatFunctions.sigmoid(x[i]);
        }
    }

    @Override
    public void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * derivative(x[i], y[i]);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("softplus").toString();
    }
}
