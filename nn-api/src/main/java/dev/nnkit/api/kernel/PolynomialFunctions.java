package dev.nnkit.api.kernel;

import dev.nnkit.api.ElementaryFunctions;

/** {@link FloatFunctions} and {@link DoubleFunctions} over arrays. */
public final class PolynomialFunctions implements ElementaryFunctions {
    public static final ElementaryFunctions INSTANCE = new PolynomialFunctions();

    private PolynomialFunctions() {}

    @Override
    public void exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.exp(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = DoubleFunctions.exp(x[i]);
        }
    }

    @Override
    public void log(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.log(x[i]);
        }
    }

    @Override
    public void log(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = DoubleFunctions.log(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.tanh(x[i]);
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = DoubleFunctions.tanh(x[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.sigmoid(x[i]);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = DoubleFunctions.sigmoid(x[i]);
        }
    }

    @Override
    public void erf(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = FloatFunctions.erf(x[i]);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = DoubleFunctions.erf(x[i]);
        }
    }
}
