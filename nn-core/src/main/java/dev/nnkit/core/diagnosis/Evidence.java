package dev.nnkit.core.diagnosis;

import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * All that the checks look at.
 *
 * @param health epoch by epoch; empty if none was finished
 * @param inputs null where the inputs are ids
 * @param classes null where there are none
 * @param constantLoss the loss of the best answer that is the same for every example of the sample; NaN if unknown
 */
record Evidence(
        History history,
        List<EpochHealth> health,
        @Nullable InputScale inputs,
        @Nullable ClassCounts classes,
        double constantLoss) {
    /** Losses of this many times the constant guess's, or more, are no better than it. */
    static final double AS_GOOD_AS_CONSTANT = 0.97;

    private static final int FEWEST_EPOCHS = 3;

    List<EpochReport> reports() {
        return history.epochs();
    }

    /** The training loss of the last epoch, or that of the sample after it, whichever is lower; NaN before. */
    double lastLoss() {
        return reports().isEmpty() || health.isEmpty()
                ? Double.NaN
                : Math.min(
                        reports().get(reports().size() - 1).trainLoss(),
                        health.get(health.size() - 1).loss());
    }

    /** Whether there were epochs enough to learn something, and nothing was learned. */
    boolean isStuck() {
        return reports().size() >= FEWEST_EPOCHS && lastLoss() >= AS_GOOD_AS_CONSTANT * constantLoss;
    }

    /** The layers with weights of an epoch. */
    static List<LayerHealth> weighted(EpochHealth epoch) {
        return epoch.layers().stream().filter(LayerHealth::hasWeights).toList();
    }

    /** Whether something held in at least half of the epochs. */
    boolean mostly(Predicate<EpochHealth> test) {
        return !health.isEmpty() && 2 * health.stream().filter(test).count() >= health.size();
    }

    /** The largest of the epochs' typical update ratios: each the median over the layers. NaN if none was measured. */
    double largestUpdateRatio() {
        return health.stream()
                .mapToDouble(epoch -> median(weighted(epoch).stream().mapToDouble(LayerHealth::updateRatio)))
                .filter(ratio -> !Double.isNaN(ratio))
                .max()
                .orElse(Double.NaN);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A number for a sentence: four digits, with a power of ten where it is very small or large. */
    static String number(double value) {
        double size = Math.abs(value);
        return size == 0 || (size >= 0.001 && size < 1e5)
                ? String.format(Locale.ROOT, size < 10 ? "%.4f" : "%.1f", value)
                : String.format(Locale.ROOT, "%.1e", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
