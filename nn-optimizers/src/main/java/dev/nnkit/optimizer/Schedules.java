package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;

/** All schedules by the names that the command line knows. */
public final class Schedules {
    private Schedules() {}

    public static Constant constant() {
        return new Constant();
    }

    public static StepDecay step(int everyEpochs, double factor) {
        return new StepDecay(everyEpochs, factor);
    }

    public static Exponential exponential(double perEpoch) {
        return new Exponential(perEpoch);
    }

    /** Down to 0. */
    public static Cosine cosine() {
        return new Cosine(0);
    }

    public static Cosine cosine(double minimum) {
        return new Cosine(minimum);
    }

    public static WarmUp warmUp(int steps, Schedule then) {
        return new WarmUp(steps, then);
    }

    public static Plateau plateau(int patience, double factor) {
        return new Plateau(patience, factor);
    }
}
