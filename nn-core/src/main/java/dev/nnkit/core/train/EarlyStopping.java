package dev.nnkit.core.train;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stops when the watched loss (validation, or else training) has not become better for some epochs, and gives the
 * network the parameters of its best epoch back. For one run.
 */
public final class EarlyStopping implements Remembering {
    private final int patience;
    private final double minimumGain;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private @Nullable List<Tensor> bestValues;

    /** Stops after {@code patience} epochs without a new best. */
    public EarlyStopping(int patience) {
        this(patience, 0);
    }

    /**
     * @param patience how many epochs without a new best are allowed, 1 or more
     * @param minimumGain how much lower than the best a loss must be to count as a new best, 0 or more
     */
    public EarlyStopping(int patience, double minimumGain) {
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "early stopping: patience must be 1 epoch or more but is " + patience + ".");
        }
        if (!(minimumGain >= 0)) {
            throw new IllegalArgumentException(
                    "early stopping: the minimum gain must be 0 or more but is " + minimumGain + ".");
        }
        this.patience = patience;
        this.minimumGain = minimumGain;
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        double loss = report.watchedLoss();
        if (loss < best - minimumGain || bestValues == null) {
            best = loss;
            bestEpoch = report.epoch();
            bestValues = control.network().parameters().stream()
                    .map(parameter -> parameter.value().copy())
                    .toList();
        } else if (report.epoch() - bestEpoch >= patience) {
            control.stop(String.format(
                    Locale.ROOT,
                    "early stopping: no better loss than %.6g, of epoch %d, in %d epochs",
                    best,
                    bestEpoch,
                    patience));
        }
    }

    @Override
    public void onEnd(History history, Control control) {
        if (bestValues != null) {
            List<Parameter> parameters = control.network().parameters();
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).value().set(bestValues.get(i));
            }
        }
    }

    @Override
    public void save(Snapshot.Memory memory) {
        memory.put("best", best);
        memory.put("bestEpoch", bestEpoch);
        if (bestValues != null) {
            for (int i = 0; i < bestValues.size(); i++) {
                memory.put("value." + i, bestValues.get(i));
            }
        }
    }

    @Override
    public void restore(Snapshot.Memory memory) {
        best = memory.number("best");
        bestEpoch = (int) memory.number("bestEpoch");
        List<Tensor> values = new ArrayList<>();
        while (memory.has("value." + values.size())) {
            values.add(memory.tensor("value." + values.size()).copy());
        }
        bestValues = values.isEmpty() ? null : values;
    }

    /** The epoch whose parameters the network has in the end; 0 before the first. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Its settings, which must be the same where a run is resumed. */
    @Override
    public String toString() {
        return "earlyStopping(patience=" + patience + ", minimumGain=" + minimumGain + ")";
    }
}
