package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.TrialRecord;

/** Watches how a comparison goes on. Called by one thread at a time. */
public interface ComparisonListener {
    /**
     * Once, before the first trial.
     *
     * @param trials how many there are, those that need not be run again included
     */
    default void onStart(int trials) {}

    /**
     * Where the grid of learning rates is extended.
     *
     * @param trials how many there are beside those that {@link #onStart} told
     */
    default void onMore(int trials) {}

    /**
     * After every trial.
     *
     * @param reused whether its record was in the store, so that it was not run
     */
    default void onTrial(TrialRecord record, boolean reused) {}
}
