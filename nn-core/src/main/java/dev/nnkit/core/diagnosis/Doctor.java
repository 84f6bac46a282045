package dev.nnkit.core.diagnosis;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.TrainingListener;
import java.util.List;
import java.util.stream.Stream;

/**
 * Watches a run and says in plain sentences what looks wrong, with the figures that it saw and what to try; nothing where all
 * looks well.
 *
 * <pre>{@code
 * Doctor doctor = new Doctor();
 * Trainer.of(network, loss, optimizer).listener(doctor).fit(training);
 * doctor.findings().forEach(System.out::println);
 * }</pre>
 *
 * <p>Costs what {@link HealthRecorder} costs, and at the end 151 evaluations of the loss on a sample. Training gives the same
 * bits with it and without it. For one run; not thread-safe.
 */
public final class Doctor implements TrainingListener {
    private final HealthRecorder recorder = new HealthRecorder();
    private List<Finding> findings = List.of();

    /** Knows nothing yet: it learns from the run that it listens to. */
    public Doctor() {}

    @Override
    public void onStep(StepReport report, Control control) {
        recorder.onStep(report, control);
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        recorder.onEpoch(report, control);
    }

    @Override
    public void onEnd(History history, Control control) {
        Dataset sample = recorder.sample(control);
        Dataset all = control.data() instanceof Dataset inMemory ? inMemory : sample;
        Evidence evidence = new Evidence(
                history,
                recorder.epochs(),
                InputScale.of(sample.inputs().get(0)),
                ClassCounts.of(all),
                ConstantGuess.loss(control.objective(), sample));
        findings = Stream.of(RunChecks.look(evidence), DataChecks.look(evidence), LayerChecks.look(evidence))
                .flatMap(List::stream)
                .sorted((a, b) -> a.symptom().compareTo(b.symptom()))
                .toList();
    }

    /** What looks wrong, in the order of {@link Symptom}: causes before what follows from them. Empty before the end. */
    public List<Finding> findings() {
        return findings;
    }

    /** The figures behind the findings. */
    public List<EpochHealth> health() {
        return recorder.epochs();
    }
}
