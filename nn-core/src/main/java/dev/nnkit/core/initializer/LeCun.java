package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;

/**
 * LeCun's rule, by which sums over inputs of variance 1 have variance 1: standard deviation {@code 1 / sqrt(fanIn)},
 * which as a uniform distribution has the limit {@code sqrt(3 / fanIn)}.
 *
 * <p>The gain does not enter: the rule is for activations that are scaled so that they need none, as SELU is (gain 1) and
 * the paper's {@code 1.7159 tanh(2 x / 3)} nearly (1.15). For others take {@link He}, which is this rule with the gain.
 * Thread-safe: immutable.
 *
 * @see <a href="https://doi.org/10.1007/3-540-49430-8_2">LeCun, Bottou, Orr, Müller 1998, section 4.6</a>
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al. 2017 (with SELU)</a>
 */
public record LeCun(Distribution distribution) implements Initializer {
    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        distribution.fill(value, 1 / Math.sqrt(Math.max(1, fanIn)), random);
    }

    @Override
    public String toString() {
        return "leCun" + distribution.suffix();
    }
}
