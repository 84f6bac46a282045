package dev.nnkit.optimizer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * Stochastic gradient descent: {@code w -= learningRate * g}. No state. Default learning rate 0.01. Thread-safe:
 * immutable.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @see <a href="https://doi.org/10.1214/aoms/1177729586">Robbins, Monro 1951</a>
 */
public record Sgd(double learningRate) implements Optimizer {
    private static final double COST = 2;

    public Sgd {
        Check.positive("sgd", "learningRate", learningRate);
    }

    static Sgd read(Arguments arguments) {
        return new Sgd(arguments.number("learningRate", 0.01));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return this::update;
    }

    private void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
        double rate = learningRate * rateFactor;
        int size = value.size();
        if (kernels.isWorthSplitting(size, COST)) {
            kernels.split(size, COST, (from, to) -> move(value, gradient, rate, from, to));
        } else {
            move(value, gradient, rate, 0, size);
        }
    }

    private static void move(Tensor value, Tensor gradient, double rate, int from, int to) {
        if (value.type() == DataType.FLOAT32) {
            float[] w = value.floats();
            float[] g = gradient.floats();
            float r = (float) rate;
            for (int i = from; i < to; i++) {
                w[i] -= r * g[i];
            }
        } else {
            double[] w = value.doubles();
            double[] g = gradient.doubles();
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("sgd").add("learningRate", learningRate).toString();
    }
}
