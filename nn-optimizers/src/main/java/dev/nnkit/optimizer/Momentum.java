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
 * Gradient descent with momentum: {@code v = momentum * v + g; w -= learningRate * v}; with {@code nesterov},
 * {@code w -= learningRate * (g + momentum * v)}. State: {@code velocity}. Defaults: learning rate 0.01, momentum 0.9.
 * A weight without gradient goes on moving. Thread-safe: immutable.
 *
 * @param learningRate positive and finite
 * @param momentum in [0, 1)
 * @param nesterov whether the gradient is looked at from where the velocity leads
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013, section 2</a>
 */
public record Momentum(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    public Momentum {
        Check.positive(word(nesterov), "learningRate", learningRate);
        Check.share(word(nesterov), "momentum", momentum);
    }

    static Momentum read(Arguments arguments, boolean nesterov) {
        return new Momentum(arguments.number("learningRate", 0.01), arguments.number("momentum", 0.9), nesterov);
    }

    private static String word(boolean nesterov) {
        return nesterov ? "nesterov" : "momentum";
    }

    @Override
    public Rule rule(Parameter parameter) {
        Tensor velocity = Tensor.zeros(parameter.value().type(), parameter.shape());
        return new Moving(this, velocity);
    }

    private record Moving(Momentum settings, Tensor velocity) implements Rule {
        @Override
        public void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
            double rate = settings.learningRate * rateFactor;
            double keep = settings.momentum;
            // the plain form is the Nesterov form that looks ahead by nothing and takes all of the velocity
            double ofGradient = settings.nesterov ? 1 : 0;
            double ofVelocity = settings.nesterov ? keep : 1;
            if (value.type() == DataType.FLOAT32) {
                float[] w = value.floats();
                float[] g = gradient.floats();
                float[] v = velocity.floats();
                float m = (float) keep;
                float a = (float) (rate * ofGradient);
                float b = (float) (rate * ofVelocity);
                kernels.split(value.size(), 6, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        float moved = m * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= a * g[i] + b * moved;
                    }
                });
            } else {
                double[] w = value.doubles();
                double[] g = gradient.doubles();
                double[] v = velocity.doubles();
                double a = rate * ofGradient;
                double b = rate * ofVelocity;
                kernels.split(value.size(), 6, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        double moved = keep * v[i] + g[i];
                        v[i] = moved;
                        w[i] -= a * g[i] + b * moved;
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
        return SpecText.of(word(nesterov))
                .add("learningRate", learningRate)
                .option("momentum", momentum, 0.9)
                .toString();
    }
}
