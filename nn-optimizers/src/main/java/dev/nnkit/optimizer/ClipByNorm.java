package dev.nnkit.optimizer;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Scales all gradients together so that their common Euclidean norm is at most {@code maximum}:
 * {@code g *= maximum / norm} where the norm is larger. The direction stays; below the maximum no bit changes. NaN and
 * infinite gradients come out as NaN, not as 0. Thread-safe: immutable.
 *
 * @param maximum positive and finite; throws IllegalArgumentException otherwise
 * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu, Mikolov, Bengio 2013, algorithm 1</a>
 */
public record ClipByNorm(double maximum) implements GradientTransform {
    private static final double SMALL = 0x1p-600;

    public ClipByNorm {
        Check.positive("clipByNorm", "maximum", maximum);
    }

    static ClipByNorm read(Arguments arguments) {
        return new ClipByNorm(arguments.number("maximum"));
    }

    @Override
    public void apply(Gradients gradients, StepContext step) {
        double norm = norm(gradients, step.kernels());
        if (norm == Double.POSITIVE_INFINITY) {
            // finite gradients too, from 1e154 on, have infinite squares; a power of two changes no bit of their ratio
            scale(SMALL, gradients, step.kernels());
            double factor = maximum / norm(gradients, step.kernels());
            scale(Math.min(1 / SMALL, factor), gradients, step.kernels());
        } else if (norm > maximum) {
            scale(maximum / norm, gradients, step.kernels());
        }
    }

    private static double norm(Gradients gradients, Kernels kernels) {
        double squares = 0;
        for (Parameter parameter : gradients.parameters()) {
            if (gradients.wants(parameter)) {
                squares += kernels.sumOfSquares(gradients.sum(parameter));
            }
        }
        return Math.sqrt(squares);
    }

    private static void scale(double factor, Gradients gradients, Kernels kernels) {
        for (Parameter parameter : gradients.parameters()) {
            if (gradients.wants(parameter)) {
                kernels.scale(factor, gradients.sum(parameter));
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("clipByNorm").add(maximum).toString();
    }
}
