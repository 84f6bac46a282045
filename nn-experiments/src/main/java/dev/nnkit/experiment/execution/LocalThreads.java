package dev.nnkit.experiment.execution;

import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialRunner;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs trials in threads of this JVM, each trial on one thread, which is faster than one trial on all of them. The data are
 * shared.
 *
 * @param threads how many trials run at a time, 1 or more; throws IllegalArgumentException otherwise
 */
public record LocalThreads(int threads) implements TrialExecutor {
    public LocalThreads {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "local threads: there must be 1 or more but " + threads + " are wanted.");
        }
    }

    /** As many as there are cores. */
    public static LocalThreads ofAllCores() {
        return new LocalThreads(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void execute(List<Trial> trials, Supplies supplies, Consumer<TrialRecord> finished) {
        Crew.run("trial thread", threads, trials, finished, () -> trial -> TrialRunner.run(trial, supplies));
    }
}
