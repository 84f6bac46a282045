package dev.nnkit.optimizer;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * Scales all gradients together so that their common Euclidean norm is at most {@code maximum}:
 * {@code g *= maximum / norm} where the norm is larger. Thread-safe: immutable.
 *
 * @param maximum positive and finite
 * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu, Mikolov, Bengio 2013, algorithm 1</a>
 */
public record ClipByNorm(double maximum) implements GradientTransform {
    public ClipByNorm {
        Check.positive("clipByNorm", "maximum", maximum);
    }

    static ClipByNorm read(Arguments arguments) {
        return new ClipByNorm(arguments.number("maximum"));
    }

    @Override
    public void apply(Gradients gradients, StepContext step) {
        List<Parameter> parameters = gradients.parameters();
        double squares = 0;
        for (Parameter parameter : parameters) {
            if (gradients.wants(parameter)) {
                squares += step.kernels().sumOfSquares(gradients.sum(parameter));
            }
        }
        double norm = Math.sqrt(squares);
        if (norm > maximum) {
            for (Parameter parameter : parameters) {
                if (gradients.wants(parameter)) {
                    step.kernels().scale(maximum / norm, gradients.sum(parameter));
                }
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("clipByNorm").add(maximum).toString();
    }
}
