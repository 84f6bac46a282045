package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Leaky rectifier: {@code y = x} where {@code x > 0}, else {@code y = slope * x}.
 *
 * <p>Derivative: 1 where {@code x > 0}, else {@code slope}; at 0, a kink, {@code slope}. NaN stays NaN. Gain:
 * {@code sqrt(2 / (1 + slope^2))}. Default slope 0.01. Thread-safe: immutable.
 *
 * @param slope in (0, 1) and not below the smallest normal float; throws IllegalArgumentException outside. For 0 take
 *     {@link Relu}
 * @see <a href="https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf">Maas et al. 2013, section 2</a>
 */
public record LeakyRelu(double slope) implements Activation {
    static final double SLOPE = 0.01;

    public LeakyRelu {
        // it must not be 0, as a float neither: 0 times infinity is NaN
        if (!(slope >= Float.MIN_NORMAL && slope < 1)) {
            throw new IllegalArgumentException("leakyRelu: slope must be in (0, 1) but is " + slope + "."
                    + (Math.abs(slope) < Float.MIN_NORMAL ? " For a slope of 0 take relu." : ""));
        }
    }

    static LeakyRelu read(Arguments arguments) {
        return new LeakyRelu(arguments.number("slope", SLOPE));
    }

    @Override
    public double apply(double x) {
        return Math.max(x, slope * x);
    }

    @Override
    public double derivative(double x, double y) {
        return x > 0 ? 1 : x <= 0 ? slope : Double.NaN;
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public double gain() {
        return Math.sqrt(2 / (1 + slope * slope));
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        float below = (float) slope;
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], below * x[i]);
        }
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        double below = slope;
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], below * x[i]);
        }
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        // without a branch, as in Relu; what is not above 0 becomes the slope
        float below = (float) slope;
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Math.max(Math.min(y[i] * 0x1p126f * 0x1p126f, 1), below);
        }
    }

    @Override
    public void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        double below = slope;
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Math.max(Math.min(y[i] * 0x1p1022 * 0x1p1022, 1), below);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("leakyRelu").option("slope", slope, SLOPE).toString();
    }
}
