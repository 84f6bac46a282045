package dev.nnkit.gradcheck.catalogue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on arrays, and the functions of a few well-known layers, for {@link Sketch}es. */
final class Rows {
    private Rows() {}

    static double[] map(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    static double[] plus(double[] a, double[] b) {
        double[] result = a.clone();
        add(result, b);
        return result;
    }

    static double[] times(double[] a, double[] b) {
        double[] result = a.clone();
        Arrays.setAll(result, i -> a[i] * b[i]);
        return result;
    }

    static void add(double[] sum, double[] more) {
        Arrays.setAll(sum, i -> sum[i] + more[i]);
    }

    static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    /** {@code y[i] = x[i - steps]}, in a circle. */
    static double[] turned(double[] x, int steps) {
        double[] result = x.clone();
        Arrays.setAll(result, i -> x[Math.floorMod(i - steps, x.length)]);
        return result;
    }

    static double[] softmax(double[] x) {
        double largest = Arrays.stream(x).max().orElse(0);
        double[] powers = map(x, v -> Math.exp(v - largest));
        double total = sum(powers);
        return map(powers, p -> p / total);
    }

    static double[] softmaxGradient(double[] x, double[] dy) {
        double[] p = softmax(x);
        double mean = sum(times(p, dy));
        return times(p, map(dy, v -> v - mean));
    }

    static double deviation(double[] x) {
        double mean = sum(x) / x.length;
        return Math.sqrt(sum(map(x, v -> (v - mean) * (v - mean))) / x.length + 1e-5);
    }

    static double[] normalised(double[] x) {
        double mean = sum(x) / x.length;
        double deviation = deviation(x);
        return map(x, v -> (v - mean) / deviation);
    }

    static double[] normalisedGradient(double[] x, double[] dy) {
        double[] y = normalised(x);
        double deviation = deviation(x);
        double mean = sum(dy) / x.length;
        double slope = sum(times(dy, y)) / x.length;
        double[] dx = x.clone();
        Arrays.setAll(dx, i -> (dy[i] - mean - y[i] * slope) / deviation);
        return dx;
    }

    static double[] maxOfPairs(double[] x) {
        double[] y = new double[x.length / 2];
        Arrays.setAll(y, i -> Math.max(x[2 * i], x[2 * i + 1]));
        return y;
    }

    /** Each number twice. */
    static double[] pairs(double[] dy) {
        double[] dx = new double[2 * dy.length];
        Arrays.setAll(dx, i -> dy[i / 2]);
        return dx;
    }

    /** To the larger of two, to the first of equals. */
    static double[] maxOfPairsGradient(double[] x, double[] dy) {
        double[] dx = pairs(dy);
        Arrays.setAll(dx, i -> {
            boolean first = x[i / 2 * 2] >= x[i / 2 * 2 + 1];
            return first == (i % 2 == 0) ? dx[i] : 0;
        });
        return dx;
    }

    /** {@code y[i] = sum over k of w[k] x[i + k - 1]}, zeros around. */
    static double[] convolved(double[] x, double[] w) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = Math.max(0, 1 - i); k < Math.min(w.length, x.length + 1 - i); k++) {
                y[i] += w[k] * x[i + k - 1];
            }
        }
        return y;
    }

    static double[] kernelGradient(double[] x, double[] dy) {
        double[] dw = new double[3];
        for (int i = 0; i < x.length; i++) {
            for (int k = Math.max(0, 1 - i); k < Math.min(dw.length, x.length + 1 - i); k++) {
                dw[k] += dy[i] * x[i + k - 1];
            }
        }
        return dw;
    }

    static double[] reversed(double[] w) {
        double[] result = w.clone();
        Arrays.setAll(result, i -> w[w.length - 1 - i]);
        return result;
    }
}
