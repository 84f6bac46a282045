package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.kernel.FloatFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Sigmoid linear unit, also called swish: {@code y = x sigmoid(x)}.
 *
 * <p>Derivative: {@code s + x s (1 - s)}, with s the sigmoid. Gain: 1.6765. Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1702.03118">Elfwing, Uchibe, Doya 2017, section 2</a>
 */
public record Silu() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(x, -Double.MAX_VALUE) * ElementaryFunctions.sigmoid(x);
    }

    @Override
    public double derivative(double x, double y) {
        double s = ElementaryFunctions.sigmoid(x);
        double slope = s * (1 - s);
        return slope == 0 ? s : s + x * slope;
    }

    /** The integral, which has no closed form, once for all. */
    @Override
    public double gain() {
        return 1.6765324703310962;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        functions.sigmoid(x, y, from, to);
        // a finite bound: minus infinity times 0 would be NaN
        for (int i = from; i < to; i++) {
            y[i] *= Math.max(x[i], -Float.MAX_VALUE);
        }
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        functions.sigmoid(x, y, from, to);
        for (int i = from; i < to; i++) {
            y[i] *= Math.max(x[i], -Double.MAX_VALUE);
        }
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            // s (1 - s) without the difference, of which few digits are left where s is close to 1
            float e = FloatFunctions.exp(-Math.abs(x[i]));
            float s = (x[i] < 0 ? e : 1) / (1 + e);
            float slope = e / (1 + e) / (1 + e);
            dx[i] = dy[i] * (slope == 0 ? s : s + x[i] * slope);
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
        return SpecText.of("silu").toString();
    }
}
