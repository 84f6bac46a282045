package dev.nnkit.optimizer;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Rule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * {@link Adam} with decoupled weight decay: each update also takes {@code learningRate * weightDecay * w} from the weight
 * as it was before, for parameters of {@link Role#WEIGHT} alone: biases and scales are not decayed. Default decay 0.01;
 * the others as for Adam. Thread-safe: immutable.
 *
 * <p>The paper multiplies the decay with the schedule's factor but not with the learning rate; here it is multiplied with
 * both, as in most libraries. With a factor of 0 nothing decays.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @param beta1 in [0, 1); throws IllegalArgumentException outside
 * @param beta2 in [0, 1); throws IllegalArgumentException outside
 * @param epsilon finite, and not below the smallest normal float; throws IllegalArgumentException otherwise
 * @param weightDecay 0 or more and finite; throws IllegalArgumentException otherwise
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter 2019, algorithm 2</a>
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {
    static final double WEIGHT_DECAY = 0.01;

    public AdamW {
        Adam.check("adamW", learningRate, beta1, beta2, epsilon);
        Check.notNegative("adamW", "weightDecay", weightDecay);
    }

    static AdamW read(Arguments arguments) {
        return new AdamW(
                arguments.number("learningRate", Adam.LEARNING_RATE),
                arguments.number("beta1", Adam.BETA1),
                arguments.number("beta2", Adam.BETA2),
                arguments.number("epsilon", Adam.EPSILON),
                arguments.number("weightDecay", WEIGHT_DECAY));
    }

    private Adam withoutDecay() {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public Rule rule(Parameter parameter) {
        return AdamRule.of(withoutDecay(), parameter.role() == Role.WEIGHT ? weightDecay : 0, parameter.value());
    }

    @Override
    public String toString() {
        return withoutDecay()
                .addTo(SpecText.of("adamW"))
                .option("weightDecay", weightDecay, WEIGHT_DECAY)
                .toString();
    }
}
