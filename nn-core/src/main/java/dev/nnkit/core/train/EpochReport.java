package dev.nnkit.core.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the training data.
 *
 * @param epoch from 1
 * @param step how many updates there were since the beginning
 * @param trainLoss the mean loss of the epoch's batches, each before its update
 * @param trainMetrics the metrics over the same predictions, by name
 * @param validation the scores on validation data after the epoch, or null without such data
 * @param rateFactor what the schedule multiplied the learning rate with in the last step
 * @param seconds how long the training took, without validation
 * @param samplesPerSecond examples trained on in a second
 */
public record EpochReport(
        int epoch,
        long step,
        double trainLoss,
        Map<String, Double> trainMetrics,
        @Nullable Scores validation,
        double rateFactor,
        double seconds,
        double samplesPerSecond) {
    /** The loss that early stopping and schedules watch: that on validation data, or else that on training data. */
    public double watchedLoss() {
        return validation == null ? trainLoss : validation.loss();
    }

    /**
     * One metric on validation data.
     *
     * @throws IllegalStateException if there were no such data, or nobody asked for that metric
     */
    public double validationMetric(String name) {
        Double value = validation == null ? null : validation.metrics().get(name);
        if (value == null) {
            throw new IllegalStateException("epoch report: there is no \"" + name + "\" on validation data: "
                    + (validation == null
                            ? "the trainer had none"
                            : "it measured " + validation.metrics().keySet())
                    + ".");
        }
        return value;
    }
}
