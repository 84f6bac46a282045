package dev.nnkit.optimizer;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * L2 regularisation: {@code g += rate * w} for parameters of {@link Role#WEIGHT}, the gradient of
 * {@code rate / 2 * sum of w^2}. Under Adam prefer {@link AdamW}, which decays the weight itself. Thread-safe: immutable.
 *
 * @param rate 0 or more and finite; throws IllegalArgumentException otherwise
 */
public record Decay(double rate) implements GradientTransform {
    public Decay {
        Check.notNegative("decay", "rate", rate);
    }

    static Decay read(Arguments arguments) {
        return new Decay(arguments.number("rate"));
    }

    @Override
    public void apply(Gradients gradients, StepContext step) {
        for (Parameter parameter : gradients.parameters()) {
            if (parameter.role() == Role.WEIGHT && gradients.wants(parameter)) {
                step.kernels().addScaled(rate, parameter.value(), gradients.sum(parameter));
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("decay").add(rate).toString();
    }
}
