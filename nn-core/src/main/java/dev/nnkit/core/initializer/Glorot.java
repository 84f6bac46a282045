package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;

/**
 * Glorot's (Xavier's) compromise between keeping the size of signals on the way forward and that of gradients on the way
 * back: standard deviation {@code gain sqrt(2 / (fanIn + fanOut))}, which as a uniform distribution has the limit
 * {@code gain sqrt(6 / (fanIn + fanOut))}.
 *
 * <p>The paper looks at functions with slope 1 at 0, where gain is 1; with the gain of the activation that follows it is
 * what PyTorch's {@code xavier_normal_} and {@code xavier_uniform_} do with theirs. Thread-safe: immutable.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot, Bengio 2010, equations 12 and 16</a>
 */
public record Glorot(Distribution distribution) implements Initializer {
    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        distribution.fill(value, gain * Math.sqrt(2.0 / Math.max(1, (long) fanIn + fanOut)), random);
    }

    @Override
    public String toString() {
        return "glorot" + distribution.suffix();
    }
}
