package dev.nnkit.experiment.trial;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.diagnosis.Doctor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Scores;
import dev.nnkit.core.train.StepReport;
import dev.nnkit.core.train.Trainer;
import dev.nnkit.core.train.TrainingListener;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one trial on the calling thread: builds the network, trains it, and measures it on validation rows after every epoch.
 * Of a {@link Purpose#FINAL} trial the network of the last epoch is then measured on the test rows; no other trial sees them.
 *
 * <p>Everything random comes from the trial's seed and from paths, none of it from the activation: two trials that differ in
 * that alone have the same split, the same order of rows, and first weights from the same normal draws, each times the gain of
 * its activation.
 */
public final class TrialRunner {
    private TrialRunner() {}

    /**
     * @throws IllegalArgumentException if the trial is of other data, or a text of it cannot be read, or does not fit the
     *     data
     */
    public static TrialRecord run(Trial trial, Supplies supplies) {
        if (!trial.data().sha256().equals(supplies.data().reference().sha256())) {
            throw new IllegalArgumentException("trial: is about data with SHA-256 "
                    + trial.data().sha256() + " but was given "
                    + supplies.data().reference().name() + ", which has "
                    + supplies.data().reference().sha256() + ".");
        }
        Kernels kernels = KernelChoice.best(1);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long nanos = System.nanoTime();
        TrialResult result = result(trial, supplies, kernels);
        return new TrialRecord(
                trial, result, Provenance.of(kernels), start.toString(), (System.nanoTime() - nanos) / 1e9);
    }

    /**
     * The network and the loss of a trial, before the first step.
     *
     * @throws IllegalArgumentException if a text cannot be read, or does not fit the data
     */
    public static Objective objective(Trial trial, Supplies supplies) {
        TrialData data = supplies.data();
        LayerSpec spec = supplies.network(trial.network());
        Network network = Network.build(
                spec, data.training().inputShapes(), trial.settings().precision(), trial.seed());
        Loss loss = Registry.installed().parse(Loss.class, trial.settings().loss());
        Objective objective = Objective.of(network, loss);
        objective.check(data.training().inputShapes(), data.training().targetShapes());
        return objective;
    }

    private static TrialResult result(Trial trial, Supplies supplies, Kernels kernels) {
        TrainingSettings settings = trial.settings();
        Objective objective = objective(trial, supplies);
        Parts parts = Parts.of(supplies.data(), settings.validationShare(), trial.seed());
        Doctor doctor = new Doctor();
        Steps steps = new Steps();
        Registry registry = Registry.installed();
        Trainer trainer = Trainer.of(objective, registry.parse(Optimizer.class, settings.optimizerText()))
                .epochs(settings.epochs())
                .batch(settings.batchSize())
                .seed(trial.seed())
                .schedule(registry.parse(Schedule.class, settings.schedule()))
                .metric(settings.score().metric())
                .validation(parts.validation())
                .kernels(kernels)
                .listener(doctor)
                .listener(steps);
        settings.transforms().forEach(text -> trainer.transform(registry.parse(GradientTransform.class, text)));
        History history = trainer.fit(parts.training());

        List<EpochScores> curve =
                history.epochs().stream().map(TrialRunner::scores).toList();
        Failure failure = failure(history, curve, steps.last);
        TestScore test = trial.purpose() == Purpose.FINAL && failure == null
                ? TestMeasure.of(objective, settings.score(), supplies.data().test(), kernels)
                : null;
        return new TrialResult(curve, doctor.health(), doctor.findings(), test, failure);
    }

    private record Parts(Dataset training, Dataset validation) {
        static Parts of(TrialData data, double share, long seed) {
            Dataset given = data.validation();
            if (given != null) {
                return new Parts(data.training(), given);
            }
            Dataset.Split split = data.training().split(share, seed);
            return new Parts(split.rest(), split.part());
        }
    }

    /** How far a run came. */
    private static final class Steps implements TrainingListener {
        private long last;

        @Override
        public void onStep(StepReport report, Control control) {
            last = report.step();
        }
    }

    private static EpochScores scores(EpochReport report) {
        Scores validation = report.validation();
        return new EpochScores(
                report.epoch(),
                report.trainLoss(),
                only(report.trainMetrics().values()),
                validation == null ? Double.NaN : validation.loss(),
                validation == null ? Double.NaN : only(validation.metrics().values()));
    }

    private static double only(Iterable<Double> values) {
        return values.iterator().next();
    }

    private static @Nullable Failure failure(History history, List<EpochScores> curve, long lastStep) {
        if (history.diverged()) {
            return new Failure(curve.size() + 1, lastStep + 1, String.valueOf(history.stopReason()));
        }
        for (EpochScores epoch : curve) {
            if (!Double.isFinite(epoch.validationLoss()) || !Double.isFinite(epoch.validationScore())) {
                return new Failure(
                        epoch.epoch(),
                        lastStep / curve.size() * epoch.epoch(),
                        "the loss on validation rows became " + epoch.validationLoss() + " in epoch " + epoch.epoch()
                                + ".");
            }
        }
        return null;
    }
}
