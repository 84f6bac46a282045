package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Multiplies the learning rate by {@code factor} every few epochs: {@code factor^floor(epoch / everyEpochs)}, with epochs
 * from 0. Defaults: every 10 epochs, factor 0.1. Thread-safe: immutable.
 *
 * @param everyEpochs 1 or more; throws IllegalArgumentException otherwise
 * @param factor in (0, 1]; throws IllegalArgumentException outside
 */
public record StepDecay(int everyEpochs, double factor) implements Schedule {
    public StepDecay {
        Check.atLeastOne("step", "everyEpochs", everyEpochs);
        Check.shrinking("step", "factor", factor);
    }

    static StepDecay read(Arguments arguments) {
        return new StepDecay(arguments.integer("everyEpochs", 10), arguments.number("factor", 0.1));
    }

    @Override
    public Course start(Horizon horizon) {
        return step -> {
            long epoch = (step - 1) / horizon.stepsPerEpoch();
            long times = epoch / everyEpochs;
            return Math.pow(factor, (double) times);
        };
    }

    @Override
    public String toString() {
        return SpecText.of("step")
                .add("everyEpochs", everyEpochs)
                .add("factor", factor)
                .toString();
    }
}
