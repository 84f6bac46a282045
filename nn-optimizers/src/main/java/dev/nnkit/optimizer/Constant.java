package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;

/** The learning rate stays as it is: factor 1. Thread-safe: immutable. */
public record Constant() implements Schedule {
    @Override
    public Course start(Horizon horizon) {
        return step -> 1;
    }

    @Override
    public String toString() {
        return "constant";
    }
}
