package dev.nnkit.optimizer;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Rule;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * {@link Adam} with decoupled weight decay: before each update {@code w *= 1 - learningRate * weightDecay}, for
 * parameters of {@link Role#WEIGHT} alone: biases and scales are not decayed. Default decay 0.01; the others as for Adam.
 * Thread-safe: immutable.
 *
 * @param weightDecay 0 or more and finite
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter 2019, algorithm 2</a>
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
    public AdamW {
        Check.notNegative("adamW", "weightDecay", weightDecay);
    }

    static AdamW read(Arguments arguments) {
        Adam adam = Adam.read(arguments);
        return new AdamW(adam, arguments.number("weightDecay", 0.01));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return AdamRule.of(adam, parameter.role() == Role.WEIGHT ? weightDecay : 0, parameter.value());
    }

    @Override
    public String toString() {
        return adam.addTo(SpecText.of("adamW"))
                .option("weightDecay", weightDecay, 0.01)
                .toString();
    }
}
