package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Scaled exponential linear unit: {@code y = lambda x} where {@code x > 0}, else {@code y = lambda alpha (e^x - 1)}, with
 * lambda 1.0507009873554805 and alpha 1.6732632423543772.
 *
 * <p>Derivative: {@code lambda} where {@code x > 0}, else {@code lambda alpha e^x = y + lambda alpha}; at 0, a kink,
 * {@code lambda alpha}. Gain: 1, by construction. Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al. 2017, equation 2 and appendix A1</a>
 */
public record Selu() implements Activation {
    private static final double LAMBDA = 1.0507009873554805;
    private static final double LAMBDA_ALPHA = LAMBDA * 1.6732632423543772;

    @Override
    public double apply(double x) {
        return x > 0 ? LAMBDA * x : LAMBDA_ALPHA * Math.expm1(x);
    }

    @Override
    public double derivative(double x, double y) {
        return x > 0 ? LAMBDA : y + LAMBDA_ALPHA;
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public double gain() {
        return 1;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = (float) (x[i] > 0 ? LAMBDA * x[i] : LAMBDA_ALPHA * Elu.shortExpm1(x[i]));
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
        return SpecText.of("selu").toString();
    }
}
