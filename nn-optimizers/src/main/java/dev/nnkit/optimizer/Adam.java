package dev.nnkit.optimizer;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Rule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Adaptive moments: {@code m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * w -= learningRate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)} in update t. State: {@code mean},
 * {@code square}. Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8. Thread-safe: immutable.
 *
 * <p>A weight without gradient goes on moving; with a rate of 0 the weight rests and the moments go on. For FLOAT32
 * parameters the betas are rounded to float first, so that the shares add up to 1; there a gradient beyond 1.8e19, whose
 * square is infinite, stops its weight for good: clip first.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @param beta1 in [0, 1); throws IllegalArgumentException outside
 * @param beta2 in [0, 1); throws IllegalArgumentException outside
 * @param epsilon finite, and not below the smallest normal float; throws IllegalArgumentException otherwise
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba 2015, algorithm 1</a>
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    static final double LEARNING_RATE = 0.001;
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;

    public Adam {
        check("adam", learningRate, beta1, beta2, epsilon);
    }

    static void check(String who, double learningRate, double beta1, double beta2, double epsilon) {
        Check.positive(who, "learningRate", learningRate);
        Check.share(who, "beta1", beta1);
        Check.share(who, "beta2", beta2);
        Check.epsilon(who, epsilon);
    }

    static Adam read(Arguments arguments) {
        return new Adam(
                arguments.number("learningRate", LEARNING_RATE),
                arguments.number("beta1", BETA1),
                arguments.number("beta2", BETA2),
                arguments.number("epsilon", EPSILON));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return AdamRule.of(this, 0, parameter.value());
    }

    @Override
    public String toString() {
        return addTo(SpecText.of("adam")).toString();
    }

    SpecText addTo(SpecText text) {
        return text.add("learningRate", learningRate)
                .option("beta1", beta1, BETA1)
                .option("beta2", beta2, BETA2)
                .option("epsilon", epsilon, EPSILON);
    }
}
