package dev.nnkit.experiment.report;

import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.VariantResult;
import dev.nnkit.experiment.trial.Provenance;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrainingSettings;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How a comparison came about: all that is needed to repeat it. */
record Origin(Comparison comparison) {
    private static final ReportTable EMPTY = new ReportTable(List.of("what", "value"), List.of());

    /** Data, seeds and settings; what varies in a row for each variant. */
    ReportTable settings() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "data",
                comparison.data().name() + ", SHA-256 " + comparison.data().sha256()));
        rows.add(List.of("test rows", testRows()));
        rows.add(List.of(
                "seeds", comparison.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        List<Map<String, String>> byVariant = comparison.variants().stream()
                .map(variant -> settings(variant.finals().get(0).trial()))
                .toList();
        for (String name : byVariant.get(0).keySet()) {
            List<String> values =
                    byVariant.stream().map(settings -> settings.get(name)).toList();
            if (values.stream().distinct().count() == 1) {
                rows.add(List.of(name, values.get(0)));
                continue;
            }
            for (int i = 0; i < values.size(); i++) {
                String label = comparison.variants().get(i).variant().label();
                rows.add(List.of(name + " of " + label, values.get(i)));
            }
        }
        return new ReportTable(EMPTY.header(), rows);
    }

    private String testRows() {
        return comparison.variants().stream()
                .flatMap(variant -> variant.finals().stream())
                .map(trial -> trial.result().test())
                .filter(Objects::nonNull)
                .map(TestScore::rows)
                .findFirst()
                .map(String::valueOf)
                .orElse("not looked at: all trials failed");
    }

    private static Map<String, String> settings(Trial trial) {
        TrainingSettings settings = trial.settings();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("network", trial.network());
        values.put("optimizer", settings.optimizerText());
        values.put("schedule", settings.schedule());
        values.put(
                "gradient transforms",
                settings.transforms().isEmpty() ? "none" : String.join(", ", settings.transforms()));
        values.put("loss", settings.loss());
        values.put("epochs", Integer.toString(settings.epochs()));
        values.put("batch", Integer.toString(settings.batchSize()));
        values.put(
                "validation rows",
                settings.validationShare() == 0
                        ? "the same for all seeds"
                        : "a share of " + settings.validationShare() + " of the training rows, by seed");
        values.put("precision", settings.precision().name().toLowerCase(Locale.ROOT));
        values.put("configuration", trial.configuration());
        return values;
    }

    /** By what the trials were run; more than one column where that differs. */
    ReportTable machines() {
        Set<Provenance> all = new LinkedHashSet<>();
        trials().forEach(record -> all.add(record.provenance()));
        List<Map<String, String>> columns = all.stream().map(Origin::machine).toList();
        List<String> header = new ArrayList<>(List.of("run by"));
        for (int i = 0; i < columns.size(); i++) {
            header.add(columns.size() == 1 ? "value" : "way " + (i + 1));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String name : columns.get(0).keySet()) {
            List<String> row = new ArrayList<>(List.of(name));
            columns.forEach(column -> row.add(column.get(name)));
            rows.add(row);
        }
        return new ReportTable(header, rows);
    }

    private static Map<String, String> machine(Provenance provenance) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("nnkit", provenance.version());
        values.put("commit", provenance.commitText());
        values.put("JVM", provenance.jvm());
        values.put("flags", provenance.flagsText());
        values.put("kernels", provenance.kernels());
        values.put("processors", Integer.toString(provenance.processors()));
        values.put("architecture", provenance.architecture());
        values.put("system", provenance.system());
        return values;
    }

    /** The first final trial of each variant, by its label: a value that can be sent elsewhere and run there. */
    Map<String, String> trialsAsJson() {
        Map<String, String> json = new LinkedHashMap<>();
        for (VariantResult variant : comparison.variants()) {
            json.put(variant.variant().label(), variant.finals().get(0).trial().toJson());
        }
        return json;
    }

    /** The one sentence that is another one when the same trials are run again. */
    String times() {
        Set<TrialRecord> all = trials();
        Instant first = all.stream()
                .map(record -> Instant.parse(record.started()))
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = all.stream()
                .map(record -> Instant.parse(record.started()))
                .max(Instant::compareTo)
                .orElseThrow();
        double seconds = all.stream().mapToDouble(TrialRecord::seconds).sum();
        return String.format(
                Locale.ROOT,
                "%,d trials, begun between %s and %s, took %,.1f seconds of one thread together.",
                all.size(),
                first,
                last,
                seconds);
    }

    private Set<TrialRecord> trials() {
        Set<TrialRecord> all = new LinkedHashSet<>();
        for (VariantResult variant : comparison.variants()) {
            variant.grid().forEach(rate -> all.addAll(rate.trials()));
            all.addAll(variant.finals());
        }
        return all;
    }
}
