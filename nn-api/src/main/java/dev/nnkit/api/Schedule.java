package dev.nnkit.api;

import java.util.Map;

/**
 * How the learning rate changes while training goes on, described: a record with its settings. {@link #start} begins a
 * course for one run.
 */
@FunctionalInterface
public interface Schedule {
    Course start(Horizon horizon);

    /**
     * How long the run will be.
     *
     * @param totalSteps updates in the whole run
     * @param stepsPerEpoch updates in one pass over the data
     */
    record Horizon(long totalSteps, long stepsPerEpoch) {
        public Horizon {
            if (totalSteps < 1 || stepsPerEpoch < 1) {
                throw new IllegalArgumentException("a run has at least 1 step in all and 1 an epoch, but got "
                        + totalSteps + " and " + stepsPerEpoch + ".");
            }
        }
    }

    /** A schedule at work in one run. Used by one thread. */
    @FunctionalInterface
    interface Course {
        /** What the optimizer's learning rate is multiplied with in update {@code step}, counted from 1. */
        double factor(long step);

        /** Is told the metric that training watches (lower is better) after each epoch. */
        default void observe(double metric) {}

        /** The state by name, in a fixed order, for checkpoints. */
        default Map<String, Double> state() {
            return Map.of();
        }

        /** Takes back what {@link #state} gave. */
        default void restore(Map<String, Double> state) {}
    }
}
