package dev.nnkit.core.metric;

import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Whether a network is as sure as it is right. Rows are put into bins by confidence, the probability that the network
 * gives to the class it says; in each bin, the mean confidence should be the accuracy. The metric is the expected
 * calibration error: the mean over all rows of {@code |accuracy - mean confidence|} of their bin. 0 is perfect.
 *
 * <p>Bin i of n holds the confidences in {@code (i / n, (i + 1) / n]}. Predictions are logits: probabilities are their
 * softmax, or of one logit its sigmoid. What targets may be, and which rows are left out, is as in {@link Accuracy}; a row
 * whose confidence is NaN counts in the first bin, as do all others without any confidence. Not thread-safe.
 *
 * @see <a href="https://proceedings.mlr.press/v70/guo17a.html">Guo et al. 2017, section 3</a>
 */
public final class Calibration implements Metric {
    private static final int BINS = 10;

    private final ClassPairs pairs = new ClassPairs("calibrationError", OptionalInt.empty());
    private final long[] rows;
    private final long[] right;
    private final double[] confidence;

    /** With 10 bins. */
    public Calibration() {
        this(BINS);
    }

    /** @param bins 1 or more; throws IllegalArgumentException otherwise */
    public Calibration(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException(
                    "calibrationError: there must be 1 bin or more but there are " + bins + ".");
        }
        rows = new long[bins];
        right = new long[bins];
        confidence = new double[bins];
    }

    /**
     * The rows of a range of confidences.
     *
     * @param from not included
     * @param to included
     * @param meanConfidence NaN where there are no rows
     * @param accuracy NaN where there are no rows
     */
    public record Bin(double from, double to, long rows, double meanConfidence, double accuracy) {}

    /** All bins, by rising confidence, also empty ones. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        int count = rows.length;
        for (int i = 0; i < count; i++) {
            bins.add(new Bin(
                    (double) i / count,
                    (double) (i + 1) / count,
                    rows[i],
                    confidence[i] / rows[i],
                    (double) right[i] / rows[i]));
        }
        return List.copyOf(bins);
    }

    @Override
    public String name() {
        return "calibrationError";
    }

    @Override
    public void reset() {
        restore(new double[3 * rows.length]);
    }

    @Override
    public void add(Tensor predictions, Target target) {
        int width = predictions.shape().last();
        pairs.forEach(predictions, target, (row, actual, predicted) -> {
            double sure = width == 1
                    ? 1 / (1 + Math.exp(-Math.abs(predictions.get(row))))
                    : probability(predictions, row * width, width, predicted);
            int bin = Math.max(0, Math.min(rows.length, (int) Math.ceil(sure * rows.length)) - 1);
            rows[bin]++;
            right[bin] += actual == predicted ? 1 : 0;
            confidence[bin] += sure;
        });
    }

    private static double probability(Tensor logits, int start, int width, int index) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += Math.exp(logits.get(start + i) - logits.get(start + index));
        }
        return 1 / sum;
    }

    @Override
    public double[] state() {
        return DoubleStream.concat(
                        LongStream.concat(LongStream.of(rows), LongStream.of(right))
                                .asDoubleStream(),
                        DoubleStream.of(confidence))
                .toArray();
    }

    @Override
    public void restore(double[] state) {
        int count = rows.length;
        for (int i = 0; i < count; i++) {
            rows[i] = (long) state[i];
            right[i] = (long) state[count + i];
            confidence[i] = state[2 * count + i];
        }
    }

    /** NaN where nothing was added. */
    @Override
    public double value() {
        long all = LongStream.of(rows).sum();
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += Math.abs(right[i] - confidence[i]);
        }
        return sum / all;
    }
}
