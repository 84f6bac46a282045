package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.OptionalInt;

/**
 * The share of rows (last axis of the predictions) whose class is the right one, in [0, 1].
 *
 * <p>The predicted class is the largest of a row, the first of equal ones; with one output, a logit, it is 1 above 0,
 * else 0. Targets: INT32 classes; distributions of the predictions' shape, of which the largest counts; or, for one
 * output, floating 0 and 1. Rows are left out where they have the ignored label, where a distribution is all zeros, and
 * where the example has weight 0; apart from that, weights do not matter: each row counts once. Not thread-safe.
 */
public final class Accuracy implements Metric {
    private final ClassPairs pairs;
    private long right;
    private long total;

    /** Counts every label. */
    public Accuracy() {
        this(OptionalInt.empty());
    }

    private Accuracy(OptionalInt ignoredLabel) {
        pairs = new ClassPairs("accuracy", ignoredLabel);
    }

    /** Leaves rows with this label out. */
    public static Accuracy ignoring(int label) {
        return new Accuracy(OptionalInt.of(label));
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public void reset() {
        right = 0;
        total = 0;
    }

    @Override
    public void add(Tensor predictions, Target target) {
        pairs.forEach(predictions, target, (row, actual, predicted) -> count(actual, predicted));
    }

    private void count(int actual, int predicted) {
        right += actual == predicted ? 1 : 0;
        total++;
    }

    @Override
    public double[] state() {
        return new double[] {right, total};
    }

    @Override
    public void restore(double[] state) {
        right = (long) state[0];
        total = (long) state[1];
    }

    @Override
    public double value() {
        return total == 0 ? Double.NaN : (double) right / total;
    }
}
