package dev.nnkit.core.loss;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Arrays;

/**
 * The arithmetic of {@link SoftmaxCrossEntropy}, in both types. Rows are independent of each other; their terms are
 * summed in order. In the gradient's array a row is first z - max, then its exponentials, then the gradient.
 */
final class CrossEntropyRows {
    /** Elements that are handled at a time: all three passes find them in the cache. */
    private static final int BLOCK = 2048;

    private final Tensor prediction;
    private final Tensor values;
    private final Target target;
    private final Tensor gradient;
    private final int classes;
    private final int rowsPerExample;
    private final double scale;
    /** What smoothing leaves to the target, and what it gives to each class. */
    private final double kept;

    private final double spread;
    private final ClassTargets classTargets;
    private final double[] classWeights;
    private final double sumOfClassWeights;
    private final double[] terms;
    private final ElementaryFunctions functions;

    CrossEntropyRows(
            SoftmaxCrossEntropy loss,
            Tensor prediction,
            Target target,
            ClassTargets classTargets,
            double scale,
            StepContext step) {
        this.prediction = prediction;
        this.target = target;
        this.scale = scale;
        this.classTargets = classTargets;
        values = target.values().type().isFloating()
                ? Targets.inType(prediction.type(), target.values(), step)
                : target.values();
        gradient = step.scratchLike(prediction);
        classes = prediction.shape().last();
        rowsPerExample = classTargets.rowsPerExample();
        kept = 1 - loss.labelSmoothing();
        spread = loss.labelSmoothing() / classes;
        Tensor weights = step.scratch(DataType.FLOAT64, Shape.of(classes)).fill(1);
        classWeights = weights.doubles();
        for (int k = 0; k < loss.classWeights().size(); k++) {
            classWeights[k] = loss.classWeights().get(k);
        }
        sumOfClassWeights = sum(classWeights, 0, classes);
        terms = step.scratch(DataType.FLOAT64, Shape.of(prediction.rows())).doubles();
        functions = step.kernels().functions();
    }

    Loss.Evaluation evaluate(StepContext step) {
        int rows = prediction.rows();
        int blockRows = Math.max(1, BLOCK / classes);
        step.kernels().split(rows, 20.0 * classes, (from, to) -> {
            for (int start = from; start < to; start += blockRows) {
                int end = Math.min(to, start + blockRows);
                if (prediction.type() == DataType.FLOAT32) {
                    floats(prediction.floats(), gradient.floats(), start, end);
                } else {
                    doubles(prediction.doubles(), gradient.doubles(), start, end);
                }
            }
        });
        return new Loss.Evaluation(scale * sum(terms, 0, rows), gradient);
    }

    /** Row by row in methods of their own: HotSpot compiles short loops that are called often sooner, and once. */
    private void floats(float[] z, float[] g, int from, int to) {
        for (int row = from; row < to; row++) {
            shift(z, g, row * classes);
        }
        functions.exp(g, g, from * classes, to * classes);
        for (int row = from; row < to; row++) {
            terms[row] = term(z, g, row);
        }
    }

    private void shift(float[] z, float[] g, int start) {
        float max = max(z, start, start + classes);
        for (int i = start; i < start + classes; i++) {
            g[i] = z[i] - max;
        }
    }

    private double term(float[] z, float[] g, int row) {
        double weight = target.weight(row / rowsPerExample);
        int start = row * classes;
        if (classTargets.isAbsent(row)) {
            Arrays.fill(g, start, start + classes, 0);
            return 0;
        }
        return weight
                * (values.type() == DataType.INT32
                        ? label(z, g, start, values.ints()[row], scale * weight)
                        : distribution(z, g, values.floats(), start, scale * weight));
    }

    private void doubles(double[] z, double[] g, int from, int to) {
        for (int row = from; row < to; row++) {
            shift(z, g, row * classes);
        }
        functions.exp(g, g, from * classes, to * classes);
        for (int row = from; row < to; row++) {
            terms[row] = term(z, g, row);
        }
    }

    private void shift(double[] z, double[] g, int start) {
        double max = max(z, start, start + classes);
        for (int i = start; i < start + classes; i++) {
            g[i] = z[i] - max;
        }
    }

    private double term(double[] z, double[] g, int row) {
        double weight = target.weight(row / rowsPerExample);
        int start = row * classes;
        if (classTargets.isAbsent(row)) {
            Arrays.fill(g, start, start + classes, 0);
            return 0;
        }
        return weight
                * (values.type() == DataType.INT32
                        ? label(z, g, start, values.ints()[row], scale * weight)
                        : distribution(z, g, values.doubles(), start, scale * weight));
    }

    /** The term of a row whose class is known; g goes from exponentials to factor times the gradient. */
    private double label(float[] z, float[] g, int start, int label, double factor) {
        double max = max(z, start, start + classes);
        double sum = sum(g, start, start + classes);
        double peak = kept * classWeights[label];
        double total = peak + spread * sumOfClassWeights;
        double term = peak * (max - z[start + label]) + total * Math.log(sum);
        float share = (float) (factor * total / sum);
        for (int i = start; i < start + classes; i++) {
            g[i] *= share;
        }
        if (spread > 0) {
            for (int k = 0; k < classes; k++) {
                double a = spread * classWeights[k];
                term += a == 0 ? 0 : a * (max - z[start + k]);
                g[start + k] = (float) (g[start + k] - factor * a);
            }
        }
        g[start + label] = (float) (g[start + label] - factor * peak);
        return term;
    }

    private double label(double[] z, double[] g, int start, int label, double factor) {
        double max = max(z, start, start + classes);
        double sum = sum(g, start, start + classes);
        double peak = kept * classWeights[label];
        double total = peak + spread * sumOfClassWeights;
        double term = peak * (max - z[start + label]) + total * Math.log(sum);
        double share = factor * total / sum;
        for (int i = start; i < start + classes; i++) {
            g[i] *= share;
        }
        if (spread > 0) {
            for (int k = 0; k < classes; k++) {
                double a = spread * classWeights[k];
                term += a == 0 ? 0 : a * (max - z[start + k]);
                g[start + k] -= factor * a;
            }
        }
        g[start + label] -= factor * peak;
        return term;
    }

    /** The term of a row with a distribution q; g goes from exponentials to factor times the gradient. */
    private double distribution(float[] z, float[] g, float[] q, int start, double factor) {
        double max = max(z, start, start + classes);
        double sum = sum(g, start, start + classes);
        double total = 0;
        double term = 0;
        for (int k = 0; k < classes; k++) {
            double a = classWeights[k] * (kept * q[start + k] + spread);
            total += a;
            // a class that cannot be (logit -infinity, a = 0) has no term; a NaN shows in the sum
            term += a == 0 ? 0 : a * (max - z[start + k]);
        }
        double share = total / sum;
        for (int k = 0; k < classes; k++) {
            double a = classWeights[k] * (kept * q[start + k] + spread);
            g[start + k] = (float) (factor * (share * g[start + k] - a));
        }
        return term + total * Math.log(sum);
    }

    private double distribution(double[] z, double[] g, double[] q, int start, double factor) {
        double max = max(z, start, start + classes);
        double sum = sum(g, start, start + classes);
        double total = 0;
        double term = 0;
        for (int k = 0; k < classes; k++) {
            double a = classWeights[k] * (kept * q[start + k] + spread);
            total += a;
            term += a == 0 ? 0 : a * (max - z[start + k]);
        }
        double share = total / sum;
        for (int k = 0; k < classes; k++) {
            double a = classWeights[k] * (kept * q[start + k] + spread);
            g[start + k] = factor * (share * g[start + k] - a);
        }
        return term + total * Math.log(sum);
    }

    private static float max(float[] z, int from, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, z[i]);
        }
        return max;
    }

    private static double max(double[] z, int from, int to) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, z[i]);
        }
        return max;
    }

    private static double sum(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
