package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Shrinks the learning rate a little in every step: {@code perEpoch^((step - 1) / stepsPerEpoch)}. Default 0.95 an epoch.
 * Thread-safe: immutable.
 *
 * @param perEpoch what is left after an epoch, in (0, 1]; throws IllegalArgumentException outside
 */
public record Exponential(double perEpoch) implements Schedule {
    public Exponential {
        Check.shrinking("exponential", "perEpoch", perEpoch);
    }

    static Exponential read(Arguments arguments) {
        return new Exponential(arguments.number("perEpoch", 0.95));
    }

    @Override
    public Course start(Horizon horizon) {
        return step -> Math.pow(perEpoch, (step - 1.0) / horizon.stepsPerEpoch());
    }

    @Override
    public String toString() {
        return SpecText.of("exponential").add("perEpoch", perEpoch).toString();
    }
}
