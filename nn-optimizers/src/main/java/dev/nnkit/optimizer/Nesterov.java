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
 * Nesterov's accelerated gradient: {@code v = momentum * v + g; w -= learningRate * (g + momentum * v)}. State:
 * {@code velocity}. Defaults: learning rate 0.01, momentum 0.9. Thread-safe: immutable.
 *
 * <p>The weight that is kept is the point ahead, {@code w - learningRate * momentum * v} of the usual form, so that the
 * gradient is taken where the weight is. The velocity sums gradients, as that of {@link Momentum}.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @param momentum in [0, 1); throws IllegalArgumentException outside
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013, equations 3 and 4</a>
 * @see <a href="https://arxiv.org/abs/1212.0901">Bengio, Boulanger-Lewandowski, Pascanu 2012, section 3.5: this form</a>
 */
public record Nesterov(double learningRate, double momentum) implements Optimizer {
    public Nesterov {
        Check.positive("nesterov", "learningRate", learningRate);
        Check.share("nesterov", "momentum", momentum);
    }

    static Nesterov read(Arguments arguments) {
        return new Nesterov(
                arguments.number("learningRate", Momentum.LEARNING_RATE),
                arguments.number("momentum", Momentum.MOMENTUM));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return new LookingAhead(this, Tensor.zeros(parameter.value().type(), parameter.shape()));
    }

    private record LookingAhead(Nesterov settings, Tensor velocity) implements Rule {
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
                kernels.split(value.size(), 6, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        float moved = keep * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= r * (g[i] + keep * moved);
                    }
                });
            } else {
                double[] w = value.doubles();
                double[] g = gradient.doubles();
                double[] v = velocity.doubles();
                kernels.split(value.size(), 6, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        double moved = momentum * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= rate * (g[i] + momentum * moved);
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
        return SpecText.of("nesterov")
                .add("learningRate", learningRate)
                .option("momentum", momentum, Momentum.MOMENTUM)
                .toString();
    }
}
