package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Gaussian error linear unit: {@code y = x P(Z <= x) = x (1 + erf(x / sqrt 2)) / 2}, with Z standard normal.
 *
 * <p>Derivative: {@code P(Z <= x) + x p(x)} with the normal density p. Gain: 1.5335. Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks, Gimpel 2016, section 2</a>
 */
public record Gelu() implements Activation {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    /** p(0). */
    private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);
    /** Beyond, P(Z <= x) is 0 or 1 in double precision. */
    private static final double FAR = 40;

    @Override
    public double apply(double x) {
        // by erfc, so that nothing cancels for negative x
        return x < -FAR ? 0 : x * ElementaryFunctions.erfc(-x * ROOT_HALF) / 2;
    }

    @Override
    public double derivative(double x, double y) {
        double magnitude = Math.abs(x);
        if (magnitude > FAR) {
            return x > 0 ? 1 : 0;
        }
        // P(Z <= x) is y / x; near 0, where that cannot be told, the first terms of its series
        double below = magnitude < 1e-3 ? 0.5 + DENSITY * x * (1 - x * x / 6) : y / x;
        return below + DENSITY * x * Math.exp(-x * x / 2);
    }

    /** The integral, which has no closed form, once for all. */
    @Override
    public double gain() {
        return 1.5335304411955437;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * (float) ROOT_HALF;
        }
        functions.erf(y, y, from, to);
        // a finite bound: minus infinity times 0 would be NaN
        for (int i = from; i < to; i++) {
            y[i] = 0.5f * Math.max(x[i], -Float.MAX_VALUE) * (1 + y[i]);
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
            dx[i] = (float) (dy[i] * derivative(x[i], y[i]));
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
        return SpecText.of("gelu").toString();
    }
}
