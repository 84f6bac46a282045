package dev.nnkit.api;

import org.jspecify.annotations.Nullable;

/** The oracle of convolution and pooling: each window is looked at as its formula says. */
final class ReferenceWindows {
    private ReferenceWindows() {}

    /** The index in a batch of images of element k of a window, or -1 outside the image. */
    private static int place(Windows s, int window, int k) {
        int image = window / s.count();
        int row = window % s.count() / s.columns() * s.stride() - s.padding() + k / s.channels() / s.kernel();
        int column = window % s.columns() * s.stride() - s.padding() + k / s.channels() % s.kernel();
        boolean inside = row >= 0 && row < s.height() && column >= 0 && column < s.width();
        return inside ? ((image * s.height() + row) * s.width() + column) * s.channels() + k % s.channels() : -1;
    }

    private static double value(Windows s, Tensor x, int window, int k) {
        int place = place(s, window, k);
        return place < 0 ? 0 : x.get(place);
    }

    static void convolve(Windows s, Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
        int filters = y.shape().last();
        for (int i = 0; i < y.size(); i++) {
            double sum = bias == null ? 0 : bias.get(i % filters);
            for (int k = 0; k < s.length(); k++) {
                sum += value(s, x, i / filters, k) * weight.get(k * filters + i % filters);
            }
            y.set(i, sum);
        }
    }

    static void convolveInputGradient(Windows s, Tensor dy, Tensor weight, Tensor dx) {
        int filters = dy.shape().last();
        double[] sums = new double[dx.size()];
        for (int window = 0; window < dy.rows(); window++) {
            for (int k = 0; k < s.length(); k++) {
                int place = place(s, window, k);
                for (int f = 0; f < filters && place >= 0; f++) {
                    sums[place] += dy.get(window * filters + f) * weight.get(k * filters + f);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            dx.set(i, sums[i]);
        }
    }

    static void convolveWeightGradient(Windows s, Tensor x, Tensor dy, Tensor dWeight, Write write) {
        int filters = dy.shape().last();
        for (int i = 0; i < dWeight.size(); i++) {
            double sum = 0;
            for (int window = 0; window < dy.rows(); window++) {
                sum += value(s, x, window, i / filters) * dy.get(window * filters + i % filters);
            }
            dWeight.set(i, write == Write.ADD ? dWeight.get(i) + sum : sum);
        }
    }

    static void maxPool(Windows s, Tensor x, Tensor y) {
        for (int i = 0; i < y.size(); i++) {
            y.set(i, largest(s, x, i));
        }
    }

    private static double largest(Windows s, Tensor x, int i) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = i % s.channels(); k < s.length(); k += s.channels()) {
            largest = Math.max(largest, x.get(place(s, i / s.channels(), k)));
        }
        return largest;
    }

    static void maxPoolGradient(Windows s, Tensor x, Tensor dy, Tensor dx) {
        double[] sums = new double[dx.size()];
        for (int i = 0; i < dy.size(); i++) {
            int k = i % s.channels();
            double largest = largest(s, x, i);
            double value = x.get(place(s, i / s.channels(), k));
            while (value != largest && !Double.isNaN(value)) {
                k += s.channels();
                value = x.get(place(s, i / s.channels(), k));
            }
            sums[place(s, i / s.channels(), k)] += dy.get(i);
        }
        for (int i = 0; i < sums.length; i++) {
            dx.set(i, sums[i]);
        }
    }
}
