package dev.nnkit.core.loss;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;

/**
 * Runs a loss that has one term for each element of the prediction. The terms are summed in blocks whose borders do not
 * depend on the number of threads, and the blocks in order, so neither do the bits of the value.
 */
record Elementwise(Floats floats, Doubles doubles) {
    private static final int BLOCK = 4096;

    /**
     * The sum of the terms of elements from <= i < to of predictions p and targets t; sets g[i] to factor times the
     * slope of term i.
     */
    @FunctionalInterface
    interface Floats {
        double sum(float[] p, float[] t, float[] g, int from, int to, double factor);
    }

    /** The same as {@link Floats} for FLOAT64. */
    @FunctionalInterface
    interface Doubles {
        double sum(double[] p, double[] t, double[] g, int from, int to, double factor);
    }

    private interface Range {
        double sum(int from, int to, double factor);
    }

    /** The weight of a loss that is a mean over elements. */
    static double weight(Loss loss, Target target) {
        int batch = target.batch();
        int width = batch == 0 ? 0 : target.values().size() / batch;
        return exampleWeights(loss, target) * width;
    }

    /** The weight of a loss that is a sum over the elements of an example. */
    static double exampleWeights(Loss loss, Target target) {
        Targets.requireFloating(loss, target);
        return Targets.weight(loss, target);
    }

    Loss.Evaluation evaluate(Loss loss, Tensor prediction, Target target, double scale, StepContext step) {
        Targets.requireFloating(loss, prediction);
        Targets.requireFloating(loss, target);
        Targets.requireSameShape(loss, prediction.shape(), target.values().shape());
        Tensor values = Targets.inType(prediction.type(), target.values(), step);
        Tensor gradient = step.scratchLike(prediction);
        Range range = range(prediction, values, gradient);
        int batch = prediction.batch();
        int width = batch == 0 ? 0 : prediction.size() / batch;
        int blockRows = Math.max(1, BLOCK / Math.max(1, width));
        int blocks = (batch + blockRows - 1) / blockRows;
        if (blocks == 1) {
            return new Loss.Evaluation(scale * sum(range, target, 0, batch, width, scale), gradient);
        }
        double[] sums = step.scratch(DataType.FLOAT64, Shape.of(blocks)).doubles();
        step.kernels().split(blocks, 10.0 * blockRows * width, (from, to) -> {
            for (int block = from; block < to; block++) {
                int end = Math.min(batch, (block + 1) * blockRows);
                sums[block] = sum(range, target, block * blockRows, end, width, scale);
            }
        });
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            sum += sums[block];
        }
        return new Loss.Evaluation(scale * sum, gradient);
    }

    private Range range(Tensor prediction, Tensor values, Tensor gradient) {
        if (prediction.type() == DataType.FLOAT32) {
            float[] p = prediction.floats();
            float[] t = values.floats();
            float[] g = gradient.floats();
            return (from, to, factor) -> floats.sum(p, t, g, from, to, factor);
        }
        double[] p = prediction.doubles();
        double[] t = values.doubles();
        double[] g = gradient.doubles();
        return (from, to, factor) -> doubles.sum(p, t, g, from, to, factor);
    }

    private static double sum(Range range, Target target, int from, int to, int width, double scale) {
        if (target.exampleWeights() == null) {
            return range.sum(from * width, to * width, scale);
        }
        double sum = 0;
        for (int row = from; row < to; row++) {
            double weight = target.weight(row);
            sum += weight * range.sum(row * width, (row + 1) * width, scale * weight);
        }
        return sum;
    }
}
