package dev.nnkit.core.diagnosis;

import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What goes wrong in a run as a whole: the learning rate, and the curve of the loss. */
final class RunChecks {
    /** Updates of a thousandth of the weights are usual. */
    private static final double FAST = 0.03;

    private static final double SLOW = 1e-4;
    /** A loss of so many times the constant guess's is worse than not learning. */
    private static final double FAR_ABOVE = 2;
    /** A loss above this share of the constant guess's is far from learned. */
    private static final double FAR_FROM_LEARNED = 0.5;

    private static final int FEWEST_EPOCHS = 4;
    private static final double OVER_FIT = 1.1;
    /** The loss of a single epoch may be bad luck. */
    private static final int LASTING = 3;

    /** In units of the constant guess's loss: below, over-fitting is not worth a word. */
    private static final double WORTH_A_WORD = 0.02;

    private RunChecks() {}

    static List<Finding> look(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        addNotFinite(evidence, findings);
        addLearningRate(evidence, findings);
        addConstantGuess(evidence, findings);
        addOverFitting(evidence, findings);
        return findings;
    }

    private static void addNotFinite(Evidence evidence, List<Finding> findings) {
        if (evidence.history().diverged()) {
            findings.add(Finding.ofWhole(
                    Symptom.NOT_FINITE,
                    evidence.reports().size() + 1,
                    Double.NaN,
                    "The loss is no longer a number: " + evidence.history().stopReason(),
                    "A learning rate of a tenth (--optimizer) is the first thing to try."));
        }
    }

    private static void addLearningRate(Evidence evidence, List<Finding> findings) {
        double ratio = evidence.largestUpdateRatio();
        List<EpochReport> reports = evidence.reports();
        if (ratio >= FAST) {
            String why = whyTooFast(evidence);
            if (!why.isEmpty()) {
                findings.add(Finding.ofWhole(
                        Symptom.LEARNING_RATE_TOO_HIGH,
                        reports.size(),
                        ratio,
                        "Learning rate too high: an update moved the weights by " + Evidence.number(ratio)
                                + " of their size (0.001 is usual), and " + why + ".",
                        "Try a tenth of it (--optimizer), or let it begin low: --schedule \"warmUp(100, constant)\"."));
            }
        } else if (ratio < SLOW
                && reports.size() > 1
                && evidence.lastLoss() > FAR_FROM_LEARNED * evidence.constantLoss()) {
            findings.add(Finding.ofWhole(
                    Symptom.LEARNING_RATE_TOO_LOW,
                    reports.size(),
                    ratio,
                    "Learning rate too low: an update moved the weights by " + Evidence.number(ratio)
                            + " of their size (0.001 is usual), and the loss only went from "
                            + Evidence.number(reports.get(0).trainLoss()) + " to "
                            + Evidence.number(evidence.lastLoss()) + " in " + reports.size() + " epochs.",
                    "Try ten times as much (--optimizer)."));
        }
    }

    /** The other half of the evidence, or nothing. */
    private static String whyTooFast(Evidence evidence) {
        List<EpochReport> reports = evidence.reports();
        for (EpochReport report : reports) {
            if (report.trainLoss() > FAR_ABOVE * evidence.constantLoss()) {
                return "the loss of epoch " + report.epoch() + ", " + Evidence.number(report.trainLoss())
                        + ", is far above " + Evidence.number(evidence.constantLoss()) + ", that of a constant guess";
            }
        }
        int rises = 0;
        for (int i = 1; i < reports.size(); i++) {
            rises += reports.get(i).trainLoss() > reports.get(i - 1).trainLoss() ? 1 : 0;
        }
        boolean restless = reports.size() >= FEWEST_EPOCHS && 3 * rises >= reports.size() - 1;
        double least =
                reports.stream().mapToDouble(EpochReport::trainLoss).min().orElse(Double.NaN);
        if (restless && evidence.lastLoss() > OVER_FIT * least) {
            return "the loss rose in " + rises + " of " + (reports.size() - 1) + " epochs";
        }
        return evidence.isStuck() ? "the loss is no better than that of a constant guess" : "";
    }

    /** Where the learning rate is too low, it is known why. */
    private static void addConstantGuess(Evidence evidence, List<Finding> findings) {
        boolean explained = findings.stream().anyMatch(finding -> finding.symptom() == Symptom.LEARNING_RATE_TOO_LOW);
        if (evidence.isStuck() && !explained) {
            findings.add(Finding.ofWhole(
                    Symptom.CONSTANT_GUESS,
                    evidence.reports().size(),
                    evidence.lastLoss() / evidence.constantLoss(),
                    String.format(
                            Locale.ROOT,
                            "Nothing learned: after %d epochs the loss is %s, and the best answer that is the same for"
                                    + " every example reaches %s.",
                            evidence.reports().size(),
                            Evidence.number(evidence.lastLoss()),
                            Evidence.number(evidence.constantLoss())),
                    "See whether the inputs tell anything about the targets and stand in the same order; then try"
                            + " another learning rate (--optimizer), more epochs, or a network with more units."));
        }
    }

    /** A run that was stopped early has dealt with it already. */
    private static void addOverFitting(Evidence evidence, List<Finding> findings) {
        List<EpochReport> reports = evidence.reports();
        if (evidence.history().stopReason() != null || reports.isEmpty()) {
            return;
        }
        EpochReport last = reports.get(reports.size() - 1);
        EpochReport best = last;
        for (EpochReport report : reports) {
            best = report.watchedLoss() < best.watchedLoss() ? report : best;
        }
        Scores validation = last.validation();
        double bound =
                Math.max(OVER_FIT * best.watchedLoss(), best.watchedLoss() + WORTH_A_WORD * evidence.constantLoss());
        if (validation != null
                && last.epoch() - best.epoch() >= LASTING
                && last.trainLoss() < best.trainLoss()
                && reports.subList(reports.size() - LASTING, reports.size()).stream()
                        .allMatch(report -> report.watchedLoss() > bound)) {
            findings.add(Finding.ofWhole(
                    Symptom.OVER_FITTING,
                    best.epoch(),
                    validation.loss() / best.watchedLoss(),
                    String.format(
                            Locale.ROOT,
                            "Over-fitting since epoch %d: the loss on training rows went on falling, from %s to %s,"
                                    + " that on validation rows rose from %s to %s.",
                            best.epoch(),
                            Evidence.number(best.trainLoss()),
                            Evidence.number(last.trainLoss()),
                            Evidence.number(best.watchedLoss()),
                            Evidence.number(validation.loss())),
                    "Stop in time (--patience 5), or use dropout(0.2), weight decay (--optimizer \"adamW(0.001)\"),"
                            + " fewer units, or more data."));
        }
    }
}
