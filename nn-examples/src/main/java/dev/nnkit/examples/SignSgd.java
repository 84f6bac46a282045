package dev.nnkit.examples;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Rule;

/**
 * An optimizer of one's own: every weight moves by the learning rate, against the sign of its gradient.
 *
 * @see <a href="https://arxiv.org/abs/1802.04434">Bernstein et al. 2018, algorithm 1</a>
 */
public record SignSgd(double learningRate) implements Optimizer {
    @Override
    public Rule rule(Parameter parameter) {
        return (value, gradient, rateFactor, step, kernels) -> {
            for (int i = 0; i < value.size(); i++) {
                value.set(i, value.get(i) - rateFactor * learningRate * Math.signum(gradient.get(i)));
            }
        };
    }

    @Override
    public String toString() {
        return "examples.signSgd(" + learningRate + ")";
    }
}
