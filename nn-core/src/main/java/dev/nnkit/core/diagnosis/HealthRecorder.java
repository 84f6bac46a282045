package dev.nnkit.core.diagnosis;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the figures of every layer and epoch.
 *
 * <p>Cost of an epoch: one forward and one backward pass of up to {@value #SAMPLE} training examples, the same in every
 * epoch, and about eight copies of the weights. Training gives the same bits with it and without it. It examines layers as a
 * training step sees them: batch norm with the statistics of the sample, dropout with random numbers of its own.
 *
 * <p>For one run; of a run that is resumed it knows the epochs since then. Not thread-safe.
 */
public final class HealthRecorder implements TrainingListener {
    static final int SAMPLE = 256;
    private static final long SEED = 0x0D0C_7012L;

    private final List<EpochHealth> epochs = new ArrayList<>();
    private final UpdateWatch updates = new UpdateWatch();
    private @Nullable Dataset sample;
    private @Nullable Examination examination;

    /** Knows nothing yet: it learns from the run that it listens to. */
    public HealthRecorder() {}

    @Override
    public void onStep(StepReport report, Control control) {
        updates.onStep(report, control.network());
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        Examination prepared = examination;
        if (prepared == null) {
            prepared = new Examination(control.objective(), sample(control));
            examination = prepared;
        }
        epochs.add(prepared.run(report.epoch(), updates));
        updates.reset();
    }

    /** The examples that are looked at. */
    Dataset sample(Control control) {
        Dataset taken = sample;
        if (taken == null) {
            taken = control.data().sample(SAMPLE, SEED);
            sample = taken;
        }
        return taken;
    }

    /** What was measured, epoch by epoch. */
    public List<EpochHealth> epochs() {
        return Collections.unmodifiableList(epochs);
    }
}
