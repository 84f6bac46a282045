package dev.nnkit.cli;

import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is in a store of trials. */
@Command(
        name = "runs",
        description = {
            "Lists what nn compare has in its store: a line for each configuration, which is all of a trial but its"
                    + " seed.",
            "The number in front is how show, compare and delete call it; its first digits will do."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        subcommands = {RunsShowCommand.class, RunsCompareCommand.class, RunsDeleteCommand.class},
        footer = {
            "",
            "Examples:",
            "  nn runs --network gelu",
            "  nn runs show 3fa2c1",
            "  nn runs compare 3fa2c1 99ab01",
            "  nn runs delete --failed",
            "  nn runs --json-lines trials.jsonl"
        })
final class RunsCommand implements Callable<Integer> {
    /** So many digits tell trials apart, unless there are millions. */
    static final int DIGITS = 10;

    @Mixin
    private final RunsOptions which = new RunsOptions();

    @Option(names = "--json-lines", paramLabel = "FILE.jsonl", description = "Writes all that is known of them.")
    private @Nullable Path jsonLines;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        PrintWriter out = standard.results();
        try (TrialStore store = TrialStore.openExisting(which.store().file())) {
            List<TrialRecord> records = store.find(which.filter());
            if (records.isEmpty()) {
                out.println("no trials");
                return 0;
            }
            out.println(Tables.of(
                    List.of(
                            "configuration",
                            "data",
                            "network",
                            "optimizer",
                            "epochs",
                            "seeds",
                            "failed",
                            "validation",
                            "test"),
                    rows(records)));
            out.println(records.size() + " trials");
            if (jsonLines != null) {
                store.writeJsonLines(jsonLines, which.filter());
                standard.out().println("wrote:  " + jsonLines);
            }
        }
        return 0;
    }

    private static List<List<String>> rows(List<TrialRecord> records) {
        Map<String, List<TrialRecord>> groups = new LinkedHashMap<>();
        for (TrialRecord record : records) {
            groups.computeIfAbsent(record.trial().configuration(), unused -> new ArrayList<>())
                    .add(record);
        }
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((configuration, group) -> rows.add(row(configuration, group)));
        return rows;
    }

    private static List<String> row(String configuration, List<TrialRecord> group) {
        TrialRecord first = group.get(0);
        long failed = group.stream().filter(record -> record.result().failed()).count();
        return List.of(
                configuration.substring(0, DIGITS),
                first.trial().data().name(),
                first.trial().network(),
                first.trial().settings().optimizerText(),
                Integer.toString(first.trial().settings().epochs()),
                Long.toString(group.stream()
                        .map(record -> record.trial().seed())
                        .distinct()
                        .count()),
                failed == 0 ? "" : Long.toString(failed),
                mean(group.stream()
                        .filter(record -> group.stream().noneMatch(other -> isFinalOf(record, other)))
                        .map(TrialRecord::result)
                        .mapToDouble(TrialResult::validationScore)
                        .toArray()),
                mean(group.stream()
                        .map(TrialRecord::result)
                        .mapToDouble(TrialResult::testScore)
                        .toArray()));
    }

    /** A trial that was tuned with and run again for the test has its validation score twice. */
    private static boolean isFinalOf(TrialRecord tuned, TrialRecord other) {
        return tuned.trial().purpose() == Purpose.TUNING
                && other.trial().purpose() == Purpose.FINAL
                && tuned.trial().seed() == other.trial().seed();
    }

    private static String mean(double[] scores) {
        double sum = 0;
        int count = 0;
        for (double score : scores) {
            if (!Double.isNaN(score)) {
                sum += score;
                count++;
            }
        }
        return count == 0 ? "" : String.format(Locale.ROOT, "%.4f", sum / count);
    }
}
