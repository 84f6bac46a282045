package dev.nnkit.experiment.report;

import dev.nnkit.core.diagnosis.EpochHealth;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.LayerHealth;
import dev.nnkit.core.diagnosis.Symptom;
import dev.nnkit.core.plot.ShareMap;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.VariantResult;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What went on in the layers of the final trials. */
record Layers(Comparison comparison) {
    /** There is no room for more epochs side by side. */
    private static final int MOST_EPOCHS = 12;

    private static final int MOST_LAYERS = 6;

    /** One for each variant with a unit that was dead or saturated, by its label. */
    Map<String, ShareMap> maps() {
        Map<String, ShareMap> maps = new LinkedHashMap<>();
        for (VariantResult variant : comparison.variants()) {
            ShareMap map = map(variant);
            if (map.shares().stream().flatMap(List::stream).anyMatch(share -> share > 0)) {
                maps.put(variant.variant().label(), map);
            }
        }
        return maps;
    }

    private static ShareMap map(VariantResult variant) {
        List<List<EpochHealth>> bySeed =
                variant.finals().stream().map(trial -> trial.result().health()).toList();
        List<Integer> epochs = some(bySeed.stream().mapToInt(List::size).max().orElse(0));
        Map<String, String> layers = new LinkedHashMap<>();
        bySeed.stream()
                .flatMap(List::stream)
                .flatMap(health -> health.layers().stream())
                .filter(layer -> layer.units().count() > 0)
                .forEach(layer -> layers.put(layer.path(), layer.path() + " " + layer.layer()));
        List<List<Double>> shares = new ArrayList<>();
        for (String path : layers.keySet()) {
            shares.add(epochs.stream().map(epoch -> share(bySeed, path, epoch)).toList());
        }
        return new ShareMap(
                variant.variant().label() + ": dead or saturated units, percent",
                "layer",
                "after epoch",
                List.copyOf(layers.values()),
                epochs.stream().map(String::valueOf).toList(),
                shares);
    }

    /** The first, the last, and some between them, equally far apart. */
    private static List<Integer> some(int epochs) {
        Set<Integer> some = new TreeSet<>();
        int columns = Math.min(epochs, MOST_EPOCHS);
        for (int i = 0; i < columns; i++) {
            some.add(columns == 1 ? epochs : 1 + (int) Math.round((double) i * (epochs - 1) / (columns - 1)));
        }
        return List.copyOf(some);
    }

    private static double share(List<List<EpochHealth>> bySeed, String path, int epoch) {
        return bySeed.stream()
                .filter(health -> health.size() >= epoch)
                .flatMap(health -> health.get(epoch - 1).layers().stream())
                .filter(layer -> layer.path().equals(path))
                .map(LayerHealth::units)
                .mapToDouble(units -> units.deadShare() + units.saturatedShare())
                .average()
                .orElse(Double.NaN);
    }

    /** What looked wrong, by variant and symptom: in how many seeds, in which layers, from which epoch on. */
    ReportTable findings() {
        List<List<String>> rows = new ArrayList<>();
        for (VariantResult variant : comparison.variants()) {
            Map<Symptom, Seen> seen = new LinkedHashMap<>();
            for (TrialRecord trial : variant.finals()) {
                for (Finding finding : trial.result().findings()) {
                    seen.computeIfAbsent(finding.symptom(), unused -> new Seen())
                            .add(trial.trial().seed(), finding);
                }
            }
            seen.forEach((symptom, all) -> rows.add(
                    all.row(variant.variant().label(), symptom, variant.finals().size())));
        }
        return new ReportTable(List.of("variant", "what", "seeds", "layers", "epochs", "for example"), rows);
    }

    /** The findings of one symptom in the trials of one variant. */
    private static final class Seen {
        private final Set<Long> seeds = new LinkedHashSet<>();
        private final Set<String> layers = new LinkedHashSet<>();
        private final TreeSet<Integer> epochs = new TreeSet<>();
        private String example = "";

        void add(long seed, Finding finding) {
            example = seeds.isEmpty() ? "Seed " + seed + ": " + finding.seen() : example;
            seeds.add(seed);
            layers.add(finding.layer());
            epochs.add(finding.epoch());
        }

        List<String> row(String label, Symptom symptom, int trials) {
            return List.of(
                    label,
                    symptom.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    seeds.size() + " of " + trials,
                    layers(),
                    epochs.first().equals(epochs.last())
                            ? "" + epochs.first()
                            : epochs.first() + " to " + epochs.last(),
                    example);
        }

        private String layers() {
            if (layers.equals(Set.of(""))) {
                return "the whole";
            }
            List<String> named =
                    layers.stream().filter(layer -> !layer.isEmpty()).toList();
            int more = named.size() - MOST_LAYERS;
            return String.join(", ", named.subList(0, Math.min(named.size(), MOST_LAYERS)))
                    + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** Of the final trials that have no score. */
    ReportTable failures() {
        List<List<String>> rows = new ArrayList<>();
        for (VariantResult variant : comparison.variants()) {
            for (TrialRecord trial : variant.finals()) {
                var failure = trial.result().failure();
                if (failure != null) {
                    rows.add(List.of(
                            variant.variant().label(),
                            "" + trial.trial().seed(),
                            "" + failure.epoch(),
                            "" + failure.step(),
                            failure.reason()));
                }
            }
        }
        return new ReportTable(List.of("variant", "seed", "epoch", "step", "why it failed"), rows);
    }
}
