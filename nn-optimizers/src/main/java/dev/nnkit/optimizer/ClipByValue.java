package dev.nnkit.optimizer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Brings every element of every gradient into [-maximum, maximum]. NaN stays NaN. Thread-safe: immutable.
 *
 * @param maximum positive and finite; throws IllegalArgumentException otherwise
 */
public record ClipByValue(double maximum) implements GradientTransform {
    public ClipByValue {
        Check.positive("clipByValue", "maximum", maximum);
    }

    static ClipByValue read(Arguments arguments) {
        return new ClipByValue(arguments.number("maximum"));
    }

    @Override
    public void apply(Gradients gradients, StepContext step) {
        for (Parameter parameter : gradients.parameters()) {
            if (gradients.wants(parameter)) {
                clip(gradients.sum(parameter), step.kernels());
            }
        }
    }

    private void clip(Tensor gradient, Kernels kernels) {
        if (gradient.type() == DataType.FLOAT32) {
            float[] g = gradient.floats();
            float limit = (float) maximum;
            kernels.split(gradient.size(), 2, (from, to) -> {
                for (int i = from; i < to; i++) {
                    g[i] = Math.max(-limit, Math.min(limit, g[i]));
                }
            });
        } else {
            double[] g = gradient.doubles();
            kernels.split(gradient.size(), 2, (from, to) -> {
                for (int i = from; i < to; i++) {
                    g[i] = Math.max(-maximum, Math.min(maximum, g[i]));
                }
            });
        }
    }

    @Override
    public String toString() {
        return SpecText.of("clipByValue").add(maximum).toString();
    }
}
