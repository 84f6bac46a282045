package dev.nnkit.optimizer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.Map;

/**
 * Gradient descent with momentum: {@code v = momentum * v + g; w -= learningRate * v}. State: {@code velocity}. Defaults:
 * learning rate 0.01, momentum 0.9. Thread-safe: immutable.
 *
 * <p>The velocity sums gradients, and the paper's sums steps: the two are the same until the learning rate changes, which
 * here acts on all of the velocity at once. With a rate of 0 the weight rests and the velocity goes on; a weight without
 * gradient goes on moving.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @param momentum in [0, 1); throws IllegalArgumentException outside
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013, equations 1 and 2</a>
 */
public record Momentum(double learningRate, double momentum) implements Optimizer {
    static final double LEARNING_RATE = 0.01;
    static final double MOMENTUM = 0.9;

    public Momentum {
        Check.positive("momentum", "learningRate", learningRate);
        Check.share("momentum", "momentum", momentum);
    }

    static Momentum read(Arguments arguments) {
        return new Momentum(arguments.number("learningRate", LEARNING_RATE), arguments.number("momentum", MOMENTUM));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return new Rolling(this, Tensor.zeros(parameter.value().type(), parameter.shape()));
    }

    private record Rolling(Momentum settings, Tensor velocity) implements Rule {
        @Override
        public void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
            double rate = settings.learningRate * rateFactor;
            double momentum = settings.momentum;
            if (value.type() == DataType.FLOAT32) {
                float[] w = value.floats();
                float[] g = gradient.floats();
                float[] v = velocity.floats();
                float r = (float) rate;
                float keep = (float) momentum;
                kernels.split(value.size(), 4, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        float moved = keep * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= r * moved;
                    }
                });
            } else {
                double[] w = value.doubles();
                double[] g = gradient.doubles();
                double[] v = velocity.doubles();
                kernels.split(value.size(), 4, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        double moved = momentum * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= rate * moved;
                    }
                });
            }
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("velocity", velocity);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("momentum")
                .add("learningRate", learningRate)
                .option("momentum", momentum, MOMENTUM)
                .toString();
    }
}
