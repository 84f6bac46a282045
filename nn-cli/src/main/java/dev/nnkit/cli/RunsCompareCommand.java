package dev.nnkit.cli;

import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.StoredComparison;
import dev.nnkit.experiment.TrialOutcomes;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.statistics.PairedComparison;
import dev.nnkit.experiment.statistics.Verdict;
import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Two configurations of a store, seed by seed. */
@Command(
        name = "compare",
        description = "Compares two configurations on the test rows, over the seeds that both have.",
        versionProvider = Main.Version.class,
        sortOptions = false)
final class RunsCompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NUMBER", description = "The first digits of a configuration.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String first;

    @Parameters(index = "1", paramLabel = "BASELINE", description = "The first digits of another.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String second;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final ReportOption report = new ReportOption();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        try (TrialStore opened = TrialStore.openExisting(store.file())) {
            Map<Long, TrialRecord> one = finals(opened, first);
            Map<Long, TrialRecord> other = finals(opened, second);
            Set<Long> seeds = new TreeSet<>(one.keySet());
            seeds.retainAll(other.keySet());
            if (seeds.isEmpty()) {
                throw new IllegalArgumentException(first + " and " + second + " have no seed in common.");
            }
            requireComparable(one, other);
            List<TrialRecord> ones = seeds.stream().map(one::get).toList();
            List<TrialRecord> others = seeds.stream().map(other::get).toList();
            Score score = any(one).trial().settings().score();
            PairedComparison paired = PairedComparison.of(
                    TrialOutcomes.of(label(one, first), score, ones),
                    TrialOutcomes.of(label(other, second), score, others),
                    Criteria.standard());
            standard.results()
                    .println(Verdict.of(paired, TrialOutcomes.testSetError(ones, others))
                            .text());
            if (report.wanted()) {
                Map<String, List<TrialRecord>> finals = new LinkedHashMap<>();
                finals.put(label(other, second), others);
                finals.put(label(one, first), ones);
                Comparison comparison = StoredComparison.of(
                        finals, opened.find(TrialFilter.all().purpose(Purpose.TUNING)));
                report.write(comparison, Conclusions.of(comparison, Criteria.standard()), standard);
            }
        }
        return 0;
    }

    private Map<Long, TrialRecord> finals(TrialStore opened, String digits) {
        List<TrialRecord> records =
                opened.find(TrialFilter.all().beginning(digits).purpose(Purpose.FINAL));
        Set<String> configurations = records.stream()
                .map(record -> record.trial().configuration())
                .collect(Collectors.toCollection(TreeSet::new));
        if (configurations.size() != 1) {
            throw new IllegalArgumentException(digits + ": "
                    + (configurations.isEmpty() ? "no configuration" : "more than one configuration") + " in "
                    + store.file() + " that was measured on test rows begins with these digits.");
        }
        Map<Long, TrialRecord> bySeed = new TreeMap<>();
        records.forEach(record -> bySeed.put(record.trial().seed(), record));
        return bySeed;
    }

    private static TrialRecord any(Map<Long, TrialRecord> records) {
        return records.values().iterator().next();
    }

    private void requireComparable(Map<Long, TrialRecord> one, Map<Long, TrialRecord> other) {
        if (!any(one).trial().data().sha256().equals(any(other).trial().data().sha256())) {
            throw new IllegalArgumentException(first + " and " + second
                    + " are of different data, so that their seeds are no pairs: "
                    + any(one).trial().data().name() + " and "
                    + any(other).trial().data().name() + ".");
        }
    }

    private static String label(Map<Long, TrialRecord> records, String digits) {
        return digits + " (" + any(records).trial().network() + ", "
                + any(records).trial().settings().optimizerText() + ")";
    }
}
