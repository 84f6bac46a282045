package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * The approximation of {@link Gelu} by tanh: {@code y = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2}.
 *
 * <p>Derivative: {@code (1 + t) / 2 + x (1 - t^2) / 2 * sqrt(2 / pi) (1 + 3 * 0.044715 x^2)}, with t the tanh. Computed
 * with {@code (1 + tanh u) / 2 = sigmoid(2 u)}, so that nothing cancels for negative x. Gain: 1.5336.
 * Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks, Gimpel 2016, section 2</a>
 */
public record GeluTanh() implements Activation {
    private static final double CUBIC = 0.044715;
    /** Of x and of its cube within the sigmoid. */
    private static final double FIRST = 2 * Math.sqrt(2 / Math.PI);

    private static final double THIRD = FIRST * CUBIC;

    @Override
    public double apply(double x) {
        return Math.max(x, -Double.MAX_VALUE) * ElementaryFunctions.sigmoid(x * (FIRST + THIRD * x * x));
    }

    @Override
    public double derivative(double x, double y) {
        double inner = x * (FIRST + THIRD * x * x);
        double e = Math.exp(-Math.abs(inner));
        double half = (inner > 0 ? 1 : e) / (1 + e);
        // half (1 - half), of which the second would cancel
        double slope = e / ((1 + e) * (1 + e));
        return slope == 0 ? half : half + x * slope * (FIRST + 3 * THIRD * x * x);
    }

    /** The integral, which has no closed form, once for all. */
    @Override
    public double gain() {
        return 1.533580521666153;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        float first = (float) FIRST;
        float third = (float) THIRD;
        for (int i = from; i < to; i++) {
            y[i] = x[i] * (first + third * x[i] * x[i]);
        }
        functions.sigmoid(y, y, from, to);
        // a finite bound: minus infinity times 0 would be NaN
        for (int i = from; i < to; i++) {
            y[i] *= Math.max(x[i], -Float.MAX_VALUE);
        }
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * (FIRST + THIRD * x[i] * x[i]);
        }
        functions.sigmoid(y, y, from, to);
        for (int i = from; i < to; i++) {
            y[i] *= Math.max(x[i], -Double.MAX_VALUE);
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
        return SpecText.of("geluTanh").toString();
    }
}
