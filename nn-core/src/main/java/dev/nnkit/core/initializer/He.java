package dev.nnkit.core.initializer;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;

/**
 * He's (Kaiming's) way to keep the size of signals through many layers: standard deviation {@code gain / sqrt(fanIn)},
 * which as a uniform distribution has the limit {@code gain sqrt(3 / fanIn)}.
 *
 * <p>Gain is that of the activation that follows. Before ReLU it is sqrt(2), which gives the paper's
 * {@code sqrt(2 / fanIn)}, and before leaky ReLU the paper's equation 15. The sqrt(2) stands for "ReLU halves the second
 * moment": before tanh, the same argument gives tanh's gain, 1.5925, and where no activation follows, 1. So
 * {@code heNormal} is what layers do without an initialiser. Thread-safe: immutable.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, section 2.2</a>
 */
public record He(Distribution distribution) implements Initializer {
    @Override
    public void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random) {
        distribution.fill(value, gain / Math.sqrt(Math.max(1, fanIn)), random);
    }

    @Override
    public String toString() {
        return "he" + distribution.suffix();
    }
}
