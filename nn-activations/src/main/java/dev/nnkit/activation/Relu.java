package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Rectifier: {@code y = max(x, 0)}.
 *
 * <p>Derivative: 1 where {@code x > 0}, else 0; at 0, a kink, 0. NaN stays NaN. Gain: sqrt 2. Thread-safe: immutable.
 *
 * @see <a href="https://www.cs.toronto.edu/~hinton/absps/reluICML.pdf">Nair, Hinton 2010, section 2</a>
 */
public record Relu() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(x, 0);
    }

    @Override
    public double derivative(double x, double y) {
        return x > 0 ? 1 : x <= 0 ? 0 : Double.NaN;
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public double gain() {
        return Math.sqrt(2);
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        // the slope without a branch, which the JIT turns into vectors: y > 0, times 2^252, is above 1 even for the
        // smallest denormal; 0 stays 0 and NaN stays NaN
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Math.min(y[i] * 0x1p126f * 0x1p126f, 1);
        }
    }

    @Override
    public void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Math.min(y[i] * 0x1p1022 * 0x1p1022, 1);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("relu").toString();
    }
}
