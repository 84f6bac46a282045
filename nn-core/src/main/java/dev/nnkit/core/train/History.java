package dev.nnkit.core.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run.
 *
 * @param epochs the finished epochs in order
 * @param stopReason why it ended before its last epoch, or null
 * @param diverged whether it ended because the loss was not finite; the network is as before that step
 * @param seconds how long the run took, validation included
 */
public record History(List<EpochReport> epochs, @Nullable String stopReason, boolean diverged, double seconds) {
    public History {
        epochs = List.copyOf(epochs);
    }

    /** The last finished epoch; throws IllegalStateException if there is none. */
    public EpochReport last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("no epoch was finished: " + stopReason);
        }
        return epochs.get(epochs.size() - 1);
    }

    /** Examples trained on in a second, over the whole run without validation. */
    public double samplesPerSecond() {
        double seconds = epochs.stream().mapToDouble(EpochReport::seconds).sum();
        double samples = epochs.stream()
                .mapToDouble(epoch -> epoch.samplesPerSecond() * epoch.seconds())
                .sum();
        return seconds > 0 ? samples / seconds : 0;
    }
}
