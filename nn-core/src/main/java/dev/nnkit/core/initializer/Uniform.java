package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Uniform between two numbers. Neither the gain nor the fans matter. Thread-safe: immutable.
 *
 * @param low the smallest number
 * @param high the largest, which the rounding to FLOAT32 may reach; finite and above {@code low}; throws
 *     IllegalArgumentException otherwise
 */
public record Uniform(double low, double high) implements Initializer {
    public Uniform {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "uniform: low must be below high, both finite, but they are " + low + " and " + high + ".");
        }
    }

    static Uniform read(Arguments arguments) {
        return new Uniform(arguments.number("low"), arguments.number("high"));
    }

    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        Draws.uniform(value, low, high, random);
    }

    @Override
    public String toString() {
        return SpecText.of("uniform").add(low).add(high).toString();
    }
}
