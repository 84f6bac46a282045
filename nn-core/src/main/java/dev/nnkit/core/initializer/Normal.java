package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Normal with mean 0 and a given standard deviation, not truncated. Neither the gain nor the fans matter. Thread-safe:
 * immutable.
 *
 * @param deviation positive and finite; throws IllegalArgumentException otherwise
 */
public record Normal(double deviation) implements Initializer {
    public Normal {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("normal: deviation must be positive and finite but is " + deviation + "."
                    + (deviation == 0 ? " For 0 take zeros." : ""));
        }
    }

    static Normal read(Arguments arguments) {
        return new Normal(arguments.number("deviation"));
    }

    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        Draws.normal(value, deviation, random);
    }

    @Override
    public String toString() {
        return SpecText.of("normal").add(deviation).toString();
    }
}
