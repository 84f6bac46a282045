package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Exponential linear unit: {@code y = x} where {@code x > 0}, else {@code y = alpha (e^x - 1)}.
 *
 * <p>Derivative: 1 where {@code x > 0}, else {@code alpha e^x = y + alpha}; at 0 it is {@code alpha}, a kink unless alpha
 * is 1. Gain: {@code 1 / sqrt(1/2 + c alpha^2)} with {@code c = e^2 P(Z < -2) - 2 sqrt(e) P(Z < -1) + 1/2}; 1.2452 for
 * alpha 1. Default alpha 1. Thread-safe: immutable.
 *
 * @param alpha above 0 and finite; throws IllegalArgumentException otherwise
 * @see <a href="https://arxiv.org/abs/1511.07289">Clevert, Unterthiner, Hochreiter 2016, section 3</a>
 */
public record Elu(double alpha) implements Activation {
    static final double ALPHA = 1;

    /** The mean of (e^z - 1)^2 over z below 0, z standard normal: e^2 P(Z < -2) - 2 sqrt(e) P(Z < -1) + 1/2. */
    private static final double SQUARE_BELOW_ZERO = 0.14494541749292367;

    public Elu {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("elu: alpha must be above 0 and finite but is " + alpha + ".");
        }
    }

    static Elu read(Arguments arguments) {
        return new Elu(arguments.number("alpha", ALPHA));
    }

    @Override
    public double apply(double x) {
        return x > 0 ? x : alpha * Math.expm1(x);
    }

    @Override
    public double derivative(double x, double y) {
        return x > 0 ? 1 : y + alpha;
    }

    @Override
    public double[] kinks() {
        return alpha == 1 ? new double[0] : new double[] {0};
    }

    @Override
    public double gain() {
        return 1 / Math.sqrt(0.5 + alpha * alpha * SQUARE_BELOW_ZERO);
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] > 0 ? x[i] : (float) (alpha * shortExpm1(x[i]));
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

    /**
     * {@code e^x - 1} for x up to 0, right to 2e-11 of its value: enough for floats, and several times faster than
     * {@link Math#expm1}.
     */
    static double shortExpm1(double x) {
        return x > -1e-5 ? x + x * x / 2 : Math.exp(x) - 1;
    }

    @Override
    public String toString() {
        return SpecText.of("elu").option("alpha", alpha, ALPHA).toString();
    }
}
