package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Every element is the same number. {@code zeros} is {@code constant(0)}. Units of a layer that begin equal stay equal:
 * for weights of hidden layers take another one. Neither the gain nor the fans matter. Thread-safe: immutable.
 *
 * @param value finite; throws IllegalArgumentException otherwise
 */
public record Constant(double value) implements Initializer {
    public Constant {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("constant: the value must be finite but is " + value + ".");
        }
    }

    static Constant read(Arguments arguments) {
        return new Constant(arguments.number("value"));
    }

    @Override
    public void fill(Tensor tensor, int fanIn, int fanOut, double gain, RandomStream random) {
        tensor.fill(value);
    }

    @Override
    public String toString() {
        return Double.compare(value, 0) == 0
                ? "zeros"
                : SpecText.of("constant").add(value).toString();
    }
}
