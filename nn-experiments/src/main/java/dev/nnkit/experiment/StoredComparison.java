package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.DataReference;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrainingSettings;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a {@link Comparison} of trials that were run before, such as those in a store. */
public final class StoredComparison {
    private StoredComparison() {}

    /**
     * Compares over the seeds that all have. What makes the configurations differ is up to the caller: the variants are not
     * tuned alike unless they were then.
     *
     * @param finals measured on the test rows, of one configuration for each label, in the order of the variants; the first is
     *     the baseline
     * @param tuning trials to choose a rate; those that differ from a variant's in more than the rate are left out
     * @throws IllegalArgumentException if there are no variants, if they have no seed in common, or if their data or scores
     *     differ
     */
    public static Comparison of(Map<String, List<TrialRecord>> finals, List<TrialRecord> tuning) {
        List<List<TrialRecord>> all = List.copyOf(finals.values());
        if (all.isEmpty() || all.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("comparison: each variant needs a final trial, but "
                    + (all.isEmpty() ? "there is no variant." : "one of " + finals.keySet() + " has none."));
        }
        Trial first = all.get(0).get(0).trial();
        DataReference data = first.data();
        Score score = first.settings().score();
        for (List<TrialRecord> trials : all) {
            Trial trial = trials.get(0).trial();
            if (!trial.data().sha256().equals(data.sha256()) || trial.settings().score() != score) {
                throw new IllegalArgumentException(
                        "comparison: all variants must have one kind of data and score, but one has "
                                + data.name() + ", " + score + " and another "
                                + trial.data().name() + ", " + trial.settings().score() + ".");
            }
        }
        List<Long> seeds = common(all);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("comparison: " + finals.keySet() + " have no seed in common.");
        }
        List<VariantResult> variants = new ArrayList<>();
        finals.forEach((label, trials) -> variants.add(variant(label, bySeed(trials, seeds), tuning, seeds)));
        return new Comparison(
                data,
                score,
                seeds,
                variants.get(0).variant().label(),
                variants,
                variants.stream()
                        .flatMap(variant -> variant.edgeWarning().stream())
                        .toList(),
                0,
                all.stream().mapToInt(List::size).sum());
    }

    private static List<Long> common(List<List<TrialRecord>> all) {
        TreeSet<Long> seeds = new TreeSet<>();
        all.get(0).forEach(record -> seeds.add(record.trial().seed()));
        all.forEach(trials -> seeds.retainAll(
                trials.stream().map(record -> record.trial().seed()).toList()));
        return List.copyOf(seeds);
    }

    private static List<TrialRecord> bySeed(List<TrialRecord> trials, List<Long> seeds) {
        Map<Long, TrialRecord> bySeed = new TreeMap<>();
        trials.forEach(record -> bySeed.put(record.trial().seed(), record));
        bySeed.keySet().retainAll(seeds);
        return List.copyOf(bySeed.values());
    }

    private static VariantResult variant(
            String label, List<TrialRecord> finals, List<TrialRecord> tuning, List<Long> seeds) {
        Trial trial = finals.get(0).trial();
        double chosen = trial.settings().learningRate();
        Map<Double, List<TrialRecord>> byRate = new TreeMap<>();
        tuning.stream()
                .filter(record -> record.trial().purpose() == Purpose.TUNING && isLike(record.trial(), trial))
                .forEach(record -> byRate.computeIfAbsent(
                                record.trial().settings().learningRate(), unused -> new ArrayList<>())
                        .add(record));
        List<RateResult> grid = new ArrayList<>();
        byRate.forEach((rate, records) -> grid.add(new RateResult(rate, bySeed(records, seeds))));
        grid.removeIf(rate -> rate.trials().isEmpty());
        RateResult own = grid.stream()
                .filter(rate -> rate.learningRate() == chosen)
                .findFirst()
                .orElseGet(() -> new RateResult(chosen, finals));
        return new VariantResult(
                new Variant(label, Map.of("configuration", label), design(trial)),
                grid.contains(own) ? grid : List.of(own),
                own,
                finals);
    }

    /** Whether they differ in nothing but rate, seed and purpose. */
    private static boolean isLike(Trial one, Trial other) {
        double rate = other.settings().learningRate();
        return one.network().equals(other.network())
                && one.data().sha256().equals(other.data().sha256())
                && one.settings().withLearningRate(rate).equals(other.settings());
    }

    private static Design design(Trial trial) {
        TrainingSettings settings = trial.settings();
        return new Design(
                NetworkTemplate.network(trial.network()),
                settings.optimizer(),
                settings.schedule(),
                settings.transforms(),
                settings.loss(),
                settings.epochs(),
                settings.batchSize(),
                settings.precision());
    }
}
