package dev.nnkit.optimizer;

import dev.nnkit.api.Schedule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Half a cosine from 1 in the first step to {@code minimum} in the last:
 * {@code minimum + (1 - minimum) (1 + cos(pi (step - 1) / (totalSteps - 1))) / 2}; there it stays if the run goes on.
 * Default minimum 0, with which the last update moves nothing. Thread-safe: immutable.
 *
 * @param minimum the factor at the end, in [0, 1); throws IllegalArgumentException outside
 * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter 2017, equation 5</a>
 */
public record Cosine(double minimum) implements Schedule {
    public Cosine {
        Check.share("cosine", "minimum", minimum);
    }

    static Cosine read(Arguments arguments) {
        return new Cosine(arguments.number("minimum", 0));
    }

    @Override
    public Course start(Horizon horizon) {
        long last = Math.max(1, horizon.totalSteps() - 1);
        return step -> {
            double done = Math.min(1, (step - 1.0) / last);
            return minimum + (1 - minimum) * (1 + Math.cos(Math.PI * done)) / 2;
        };
    }

    @Override
    public String toString() {
        return SpecText.of("cosine").option("minimum", minimum, 0).toString();
    }
}
