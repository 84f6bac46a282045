package dev.nnkit.core.loss;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * Binary cross-entropy on logits: with {@code p = sigmoid(z)}, each element has the term
 * {@code -t log p - (1 - t) log(1 - p)}, computed as {@code max(z, 0) - z t + log(1 + e^-|z|)}, which overflows for no
 * finite z. Slope: {@code p - t}.
 *
 * <p>Prediction and target: any shape, the same for both; the target is floating and in [0, 1], 1 for "yes". Several
 * elements are questions of their own. Weight: the sum of the example weights, times the elements of an example, so that
 * the mean is over elements. NaN in gives NaN out. Thread-safe: immutable.
 *
 * @see <a href="https://www.deeplearningbook.org/contents/mlp.html">Goodfellow, Bengio, Courville 2016, section
 *     6.2.2.2</a>
 */
public record BinaryCrossEntropy() implements Loss {
    private static final Elementwise TERMS = new Elementwise(BinaryCrossEntropy::sum, BinaryCrossEntropy::sum);

    @Override
    public boolean expectsLogits() {
        return true;
    }

    @Override
    public void check(Shape prediction, Shape target) {
        Targets.requireSameShape(this, prediction, target);
    }

    @Override
    public double weight(Target target) {
        return Elementwise.weight(this, target);
    }

    @Override
    public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
        Targets.requireFloating(this, target);
        requireProbabilities(target.values());
        return TERMS.evaluate(this, prediction, target, scale, step);
    }

    private static void requireProbabilities(Tensor values) {
        int wrong = values.type() == DataType.FLOAT32
                ? firstOutside(values.floats(), values.size())
                : firstOutside(values.doubles(), values.size());
        if (wrong < values.size()) {
            int example = wrong / (values.size() / values.batch());
            throw new IllegalArgumentException("binaryCrossEntropy: targets must be in [0, 1] but example " + example
                    + " has " + values.get(wrong) + ". Write 0 for no and 1 for yes.");
        }
    }

    private static int firstOutside(float[] values, int size) {
        for (int i = 0; i < size; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                return i;
            }
        }
        return size;
    }

    private static int firstOutside(double[] values, int size) {
        for (int i = 0; i < size; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                return i;
            }
        }
        return size;
    }

    private static double sum(float[] z, float[] t, float[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = z[i];
            double e = Math.exp(-Math.abs(x));
            sum += Math.max(x, 0) - x * t[i] + Math.log1p(e);
            g[i] = (float) (factor * ((x >= 0 ? 1 : e) / (1 + e) - t[i]));
        }
        return sum;
    }

    private static double sum(double[] z, double[] t, double[] g, int from, int to, double factor) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = z[i];
            double e = Math.exp(-Math.abs(x));
            sum += Math.max(x, 0) - x * t[i] + Math.log1p(e);
            g[i] = factor * ((x >= 0 ? 1 : e) / (1 + e) - t[i]);
        }
        return sum;
    }

    @Override
    public String toString() {
        return "binaryCrossEntropy";
    }
}
