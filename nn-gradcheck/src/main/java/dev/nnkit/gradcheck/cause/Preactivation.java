package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What goes into the activation at the end of a situation, if that is an activation alone or a product with one matrix
 * and an activation behind it: {@code y = f(z)} with {@code z = x} or {@code z = x W + b}.
 *
 * @param z as long as the output
 * @param gradient the gradient of the part in question, at the measured elements, that follows from the slopes f'(z)
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to another, never compared
record Preactivation(double[] z, UnaryOperator<double[]> gradient) {
    /** The activation in {@code situation} as the derivative of {@code part} sees it; null if it does not look so. */
    static @Nullable Preactivation of(Situation situation, Part part) {
        List<Part> parts = situation.parts();
        if (part.isInput() && parts.size() == 1 && part.all().length == situation.output().length) {
            return new Preactivation(part.all(), slopes -> measured(part, product(slopes, situation.upstream())));
        }
        double[] z = sums(parts);
        if (z == null || z.length != situation.output().length) {
            return null;
        }
        return new Preactivation(z, slopes -> measured(part, back(parts, part, product(slopes, situation.upstream()))));
    }

    /** {@code x W + b}, if the parts are x, W and b, or x and W; otherwise null. */
    static double @Nullable [] sums(List<Part> parts) {
        if (parts.size() < 2 || parts.size() > 3 || !parts.get(0).isInput()) {
            return null;
        }
        Part x = parts.get(0);
        Part w = parts.get(1);
        if (w.shape().rank() != 2 || x.shape().last() != w.shape().axis(0)) {
            return null;
        }
        int units = w.shape().axis(1);
        boolean hasBias = parts.size() == 3;
        if (hasBias && !parts.get(2).shape().equals(Shape.of(units))) {
            return null;
        }
        return sums(x.all(), w.all(), hasBias ? parts.get(2).all() : new double[units]);
    }

    private static double[] sums(double[] x, double[] w, double[] bias) {
        int units = bias.length;
        int inputs = w.length / units;
        double[] z = new double[x.length / inputs * units];
        for (int k = 0; k < z.length; k++) {
            z[k] = bias[k % units];
            for (int i = 0; i < inputs; i++) {
                z[k] += x[k / units * inputs + i] * w[i * units + k % units];
            }
        }
        return z;
    }

    /** The gradient of one of x, W and b that follows from {@code dz}. */
    private static double[] back(List<Part> parts, Part part, double[] dz) {
        double[] x = parts.get(0).all();
        double[] w = parts.get(1).all();
        int units = parts.get(1).shape().axis(1);
        int inputs = w.length / units;
        double[] gradient = new double[part.all().length];
        for (int k = 0; k < dz.length; k++) {
            int row = k / units * inputs;
            int unit = k % units;
            if (part.name().equals(parts.get(0).name())) {
                for (int i = 0; i < inputs; i++) {
                    gradient[row + i] += dz[k] * w[i * units + unit];
                }
            } else if (part.name().equals(parts.get(1).name())) {
                for (int i = 0; i < inputs; i++) {
                    gradient[i * units + unit] += dz[k] * x[row + i];
                }
            } else {
                gradient[unit] += dz[k];
            }
        }
        return gradient;
    }

    private static double[] product(double[] a, double[] b) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> a[i] * b[i]);
        return result;
    }

    private static double[] measured(Part part, double[] all) {
        return Arrays.stream(part.indices()).mapToDouble(i -> all[i]).toArray();
    }
}
