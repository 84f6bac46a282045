package dev.nnkit.api;

/**
 * exp, log, tanh, sigmoid and erf over arrays: {@code y[i] = f(x[i])} for from <= i < to; x and y may be the same
 * array. The forms here are the plain ones, right to about 1 ulp; kernels may bring faster ones.
 *
 * <p>Stateless and thread-safe.
 */
public interface ElementaryFunctions {
    /** The plain forms. */
    ElementaryFunctions PLAIN = new ElementaryFunctions() {};

    default void exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.exp(x[i]);
        }
    }

    default void exp(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.exp(x[i]);
        }
    }

    default void log(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.log(x[i]);
        }
    }

    default void log(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.log(x[i]);
        }
    }

    default void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) Math.tanh(x[i]);
        }
    }

    default void tanh(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.tanh(x[i]);
        }
    }

    default void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) sigmoid(x[i]);
        }
    }

    default void sigmoid(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = sigmoid(x[i]);
        }
    }

    default void erf(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (float) erf(x[i]);
        }
    }

    default void erf(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = erf(x[i]);
        }
    }

    /** {@code 1 / (1 + e^-x)}; the exponential never overflows. */
    static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /** The error function {@code 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x}. */
    static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /** {@code 1 - erf(x)}, without the cancellation for large x. */
    static double erfc(double x) {
        return ErrorFunction.erfc(x);
    }
}
