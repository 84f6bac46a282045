package dev.nnkit.cli;

import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes trials out of a store. */
@Command(
        name = "delete",
        description = "Deletes trials for good, after asking.",
        versionProvider = Main.Version.class,
        sortOptions = false)
final class RunsDeleteCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NUMBER",
            arity = "0..1",
            description = "The first digits of a configuration, or of a trial. Default: those of the options.")
    private @Nullable String number;

    @Mixin
    private final RunsOptions which = new RunsOptions();

    @Option(names = "--all", description = "All of the store.")
    private boolean all;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() throws IOException {
        if (number == null && !which.isAny() && !all) {
            throw new IllegalArgumentException(
                    "which trials? Give the first digits of what is to go, or an option that says which, or --all.");
        }
        TrialFilter filter = which.filter().beginning(number);
        try (TrialStore store = TrialStore.openExisting(which.store().file())) {
            int count = store.find(filter).size();
            if (count == 0) {
                standard.results().println("no trials");
            } else if (yes || isConfirmed(count)) {
                standard.results().println(store.delete(filter) + " trials deleted");
            } else {
                standard.results().println("nothing deleted");
            }
        }
        return 0;
    }

    private boolean isConfirmed(int count) throws IOException {
        standard.results()
                .print("Delete " + count + " trials from " + which.store().file() + "? [y/N] ");
        standard.results().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
