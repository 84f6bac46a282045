package dev.nnkit.activation;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.text.SpecText;

/**
 * Nothing at all: {@code y = x}, derivative 1 (NaN for NaN), gain 1. A place holder where activations are swapped.
 * Thread-safe: immutable.
 */
public record Identity() implements Activation {
    @Override
    public double apply(double x) {
        return x;
    }

    @Override
    public double derivative(double x, double y) {
        return Double.isNaN(x) ? x : 1;
    }

    @Override
    public double gain() {
        return 1;
    }

    @Override
    public void apply(float[] x, float[] y, int from, int to, ElementaryFunctions functions) {
        System.arraycopy(x, from, y, from, to - from);
    }

    @Override
    public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
        System.arraycopy(x, from, y, from, to - from);
    }

    @Override
    public void pullback(float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Float.isNaN(x[i]) ? x[i] : dy[i];
        }
    }

    @Override
    public void pullback(double[] x, double[] y, double[] dy, double[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = Double.isNaN(x[i]) ? x[i] : dy[i];
        }
    }

    @Override
    public String toString() {
        return SpecText.of("identity").toString();
    }
}
