package dev.nnkit.experiment.trial;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a trial. No time and no machine in it: the same trial has an equal result everywhere.
 *
 * @param curve one for each finished epoch
 * @param health how the layers were after each finished epoch
 * @param findings what looks wrong, with epoch and layer
 * @param test on the test rows; null for {@link Purpose#TUNING}, or where the trial failed
 * @param failure null where it did not fail
 */
public record TrialResult(
        List<EpochScores> curve,
        List<EpochHealth> health,
        List<Finding> findings,
        @Nullable TestScore test,
        @Nullable Failure failure) {
    public TrialResult {
        curve = List.copyOf(curve);
        health = List.copyOf(health);
        findings = List.copyOf(findings);
    }

    public boolean failed() {
        return failure != null;
    }

    /** The score on validation rows after the last epoch; NaN where the trial failed. */
    public double validationScore() {
        return failed() || curve.isEmpty()
                ? Double.NaN
                : curve.get(curve.size() - 1).validationScore();
    }

    /** The score on test rows; NaN where there is none. */
    public double testScore() {
        return test == null ? Double.NaN : test.score();
    }
}
