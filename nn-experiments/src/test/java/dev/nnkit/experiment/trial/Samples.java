package dev.nnkit.experiment.trial;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Generators;
import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.core.diagnosis.Symptom;
import java.util.List;

/** Trials, data and records to test with. */
public final class Samples {
    public static final String NETWORK = "dense(8) tanh dense(2)";

    private Samples() {}

    public static TrialData moons() {
        return TrialData.of("moons", Generators.moons(120, 1), Generators.moons(40, 2));
    }

    public static TrainingSettings settings() {
        return new TrainingSettings(
                "adam",
                0.01,
                "constant",
                List.of("clipByNorm(1)"),
                "softmaxCrossEntropy",
                2,
                16,
                0.2,
                DataType.FLOAT32,
                Score.ACCURACY);
    }

    public static Trial trial(TrialData data, long seed, Purpose purpose) {
        return new Trial(NETWORK, settings(), data.reference(), seed, purpose);
    }

    /** With everything that a record can hold, NaN and infinities among it. */
    public static TrialRecord record(long seed) {
        LayerHealth layer = new LayerHealth(
                "1", "relu", new LayerHealth.Units(8, 3, 0), 0.1, 1e-300, Double.POSITIVE_INFINITY, Double.NaN, 0.25);
        LayerHealth other = new LayerHealth("0", "dense(8)", new LayerHealth.Units(0, 0, 0), -0.5, 2, 1, 3, Double.NaN);
        TrialResult result = new TrialResult(
                List.of(new EpochScores(1, 0.7, 0.5, 0.6, 0.75), new EpochScores(2, 0.1, 0.9, Double.NaN, 0.8)),
                List.of(
                        new EpochHealth(1, 64, 0.5, List.of(other, layer)),
                        new EpochHealth(2, 64, 0.4, List.of(other))),
                List.of(new Finding(Symptom.DEAD_UNITS, "1", 2, 0.5, "Dead units, \"quoted\".", "Ein Rat: ü.")),
                new TestScore(0.3, 0.9, 0.05, 6, "b1", ""),
                null);
        return new TrialRecord(
                trial(moons(), seed, Purpose.FINAL),
                result,
                new Provenance("1.0", null, "some VM 17", List.of("-Xmx1g", "-ea"), "scalar", 2, "amd64", "Linux"),
                "2026-01-31T23:59:59Z",
                1.5);
    }

    /** A record of a trial whose score has a share of each row. */
    public static TrialRecord ofNumbers(long seed) {
        TrialRecord record = record(seed);
        TestScore test = new TestScore(0.25, 0.5, 0.05, 3, "", RowShares.text(new double[] {0.25, 0.5, 0.75}));
        TrialResult result = new TrialResult(record.result().curve(), List.of(), List.of(), test, null);
        return new TrialRecord(record.trial(), result, record.provenance(), record.started(), record.seconds());
    }

    /** A record of a trial that failed. */
    public static TrialRecord failed(long seed) {
        TrialRecord record = record(seed);
        TrialResult result =
                new TrialResult(List.of(), List.of(), List.of(), null, new Failure(1, 7, "the loss became NaN."));
        return new TrialRecord(record.trial(), result, record.provenance(), record.started(), record.seconds());
    }
}
