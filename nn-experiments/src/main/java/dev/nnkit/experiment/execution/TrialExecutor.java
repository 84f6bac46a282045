package dev.nnkit.experiment.execution;

import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs trials somewhere: in threads of this JVM, in processes, on other machines. Since a trial is a value, and its result
 * does not depend on where it runs, all executors give the same results.
 */
@FunctionalInterface
public interface TrialExecutor {
    /**
     * Runs all trials and returns when they are done.
     *
     * @param trials in the order in which they should begin
     * @param supplies what they refer to; whoever sends trials elsewhere must see to it that it is there
     * @param finished gets each trial as it ends, in any order, one at a time
     * @throws IllegalArgumentException if a trial cannot run here; the message says why
     */
    void execute(List<Trial> trials, Supplies supplies, Consumer<TrialRecord> finished);
}
