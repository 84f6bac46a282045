package dev.nnkit.cli;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.StoredComparison;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.EpochScores;
import dev.nnkit.experiment.trial.Failure;
import dev.nnkit.experiment.trial.Provenance;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrainingSettings;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Everything about one trial or one configuration. */
@Command(
        name = "show",
        description = "Shows everything about a trial, or about the trials of a configuration.",
        versionProvider = Main.Version.class,
        sortOptions = false)
final class RunsShowCommand implements Callable<Integer> {
    /** As many of a number as tell configurations apart. */
    private static final int DIGITS = 12;

    @Parameters(paramLabel = "NUMBER", description = "The first digits of a configuration, or of a trial.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String number;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final ReportOption report = new ReportOption();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        try (TrialStore opened = TrialStore.openExisting(store.file())) {
            List<TrialRecord> records = opened.find(TrialFilter.all().beginning(number));
            if (records.isEmpty()) {
                throw new IllegalArgumentException(
                        number + ": no trial and no configuration in " + store.file() + " begins with these digits.");
            }
            records.forEach(record -> print(record, standard.results()));
            if (report.wanted()) {
                write(opened, records);
            }
        }
        return 0;
    }

    /** The final trials of what was shown, by configuration, beside trials of other rates. */
    private void write(TrialStore opened, List<TrialRecord> records) {
        Map<String, List<TrialRecord>> finals = new LinkedHashMap<>();
        for (TrialRecord record : records) {
            if (record.trial().purpose() == Purpose.FINAL) {
                finals.computeIfAbsent(record.trial().configuration().substring(0, DIGITS), unused -> new ArrayList<>())
                        .add(record);
            }
        }
        if (finals.isEmpty()) {
            throw new IllegalArgumentException(
                    number + ": --report needs a trial that was measured on test rows, but none of these was.");
        }
        Comparison comparison =
                StoredComparison.of(finals, opened.find(TrialFilter.all().purpose(Purpose.TUNING)));
        report.write(comparison, Conclusions.of(comparison, Criteria.standard()), standard);
    }

    private static void print(TrialRecord record, PrintWriter out) {
        Tables.print(out, settings(record));
        out.println();
        if (!record.result().curve().isEmpty()) {
            out.println(
                    Tables.of(List.of("epoch", "loss", "score", "validation loss", "validation score"), curve(record)));
            out.println();
        }
        if (!record.result().health().isEmpty()) {
            List<EpochHealth> health = record.result().health();
            EpochHealth last = health.get(health.size() - 1);
            out.println("Layers after epoch " + last.epoch() + ":");
            out.println(Tables.of(
                    List.of("layer", "dead", "saturated", "mean", "variance", "gradient", "update"), layers(last)));
            out.println();
        }
        record.result().findings().forEach(finding -> out.println(finding.seen()));
        out.println();
    }

    private static Map<String, Object> settings(TrialRecord record) {
        Trial trial = record.trial();
        TrainingSettings settings = trial.settings();
        Provenance provenance = record.provenance();
        TestScore test = record.result().test();
        Failure failure = record.result().failure();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("trial", trial.identity());
        values.put("configuration", trial.configuration());
        values.put("network", trial.network());
        values.put("data", trial.data().name() + ", SHA-256 " + trial.data().sha256());
        values.put("seed", "" + trial.seed());
        values.put("purpose", trial.purpose().name().toLowerCase(Locale.ROOT));
        values.put("optimizer", settings.optimizerText());
        values.put("schedule", settings.schedule());
        values.put("transforms", settings.transforms());
        values.put("loss", settings.loss());
        values.put("epochs", settings.epochs());
        values.put("batch", settings.batchSize());
        values.put("validation", settings.validationShare());
        values.put("precision", settings.precision().name().toLowerCase(Locale.ROOT));
        if (test != null) {
            values.put(
                    "test",
                    settings.score() + " " + number(test.score()) + " ± " + number(test.standardError()) + ", loss "
                            + number(test.loss()) + ", " + test.rows() + " rows");
        }
        if (failure != null) {
            values.put("failed", "epoch " + failure.epoch() + ", step " + failure.step() + ": " + failure.reason());
        }
        values.put("nnkit", provenance.version());
        values.put("commit", provenance.commitText());
        values.put("jvm", provenance.jvm());
        values.put("flags", provenance.flagsText());
        values.put("kernels", provenance.kernels());
        values.put("machine", provenance.processors() + " x " + provenance.architecture() + ", " + provenance.system());
        values.put("started", record.started());
        values.put("seconds", number(record.seconds()));
        return values;
    }

    private static List<List<String>> curve(TrialRecord record) {
        List<List<String>> rows = new ArrayList<>();
        for (EpochScores epoch : record.result().curve()) {
            rows.add(List.of(
                    Integer.toString(epoch.epoch()),
                    number(epoch.trainLoss()),
                    number(epoch.trainScore()),
                    number(epoch.validationLoss()),
                    number(epoch.validationScore())));
        }
        return rows;
    }

    private static List<List<String>> layers(EpochHealth epoch) {
        List<List<String>> rows = new ArrayList<>();
        for (LayerHealth layer : epoch.layers()) {
            LayerHealth.Units units = layer.units();
            rows.add(List.of(
                    layer.path() + " " + layer.layer(),
                    units.count() == 0 ? "" : units.dead() + " of " + units.count(),
                    units.count() == 0 ? "" : units.saturated() + " of " + units.count(),
                    number(layer.mean()),
                    number(layer.variance()),
                    number(layer.gradientNorm()),
                    layer.hasWeights() ? number(layer.updateRatio()) : ""));
        }
        return rows;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
