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
 * Divides by a running size of the gradient: {@code s = decay * s + (1 - decay) * g^2;
 * w -= learningRate * g / (sqrt(s) + epsilon)}. State: {@code squares}. Defaults: learning rate 0.001, decay 0.9,
 * epsilon 1e-8. Thread-safe: immutable.
 *
 * <p>The source has no epsilon: here it keeps a gradient of 0 from giving 0 / 0. For FLOAT32 parameters decay is rounded
 * to float first, so that the two shares add up to 1; there a gradient beyond 1.8e19, whose square is infinite, stops its
 * weight for good: clip first.
 *
 * @param learningRate positive and finite; throws IllegalArgumentException otherwise
 * @param decay in [0, 1); throws IllegalArgumentException outside
 * @param epsilon finite, and not below the smallest normal float; throws IllegalArgumentException otherwise
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman, Hinton 2012, slide
 *     29</a>
 */
public record RmsProp(double learningRate, double decay, double epsilon) implements Optimizer {
    static final double DECAY = 0.9;
    static final double EPSILON = 1e-8;

    public RmsProp {
        Check.positive("rmsProp", "learningRate", learningRate);
        Check.share("rmsProp", "decay", decay);
        Check.epsilon("rmsProp", epsilon);
    }

    static RmsProp read(Arguments arguments) {
        return new RmsProp(
                arguments.number("learningRate", 0.001),
                arguments.number("decay", DECAY),
                arguments.number("epsilon", EPSILON));
    }

    @Override
    public Rule rule(Parameter parameter) {
        return new Dividing(this, Tensor.zeros(parameter.value().type(), parameter.shape()));
    }

    private record Dividing(RmsProp settings, Tensor squares) implements Rule {
        @Override
        public void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
            double rate = settings.learningRate * rateFactor;
            double keep = settings.decay;
            double epsilon = settings.epsilon;
            if (value.type() == DataType.FLOAT32) {
                float[] w = value.floats();
                float[] g = gradient.floats();
                float[] s = squares.floats();
                float r = (float) rate;
                float kept = AdamRule.floatBelowOne(keep);
                float fresh = 1 - kept;
                float guard = (float) epsilon;
                kernels.split(value.size(), 10, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        float square = kept * s[i] + fresh * (g[i] * g[i]);
                        s[i] = square;
                        w[i] -= r * g[i] / ((float) Math.sqrt(square) + guard);
                    }
                });
            } else {
                double[] w = value.doubles();
                double[] g = gradient.doubles();
                double[] s = squares.doubles();
                double fresh = 1 - keep;
                kernels.split(value.size(), 10, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        double square = keep * s[i] + fresh * (g[i] * g[i]);
                        s[i] = square;
                        w[i] -= rate * g[i] / (Math.sqrt(square) + epsilon);
                    }
                });
            }
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("squares", squares);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("rmsProp")
                .add("learningRate", learningRate)
                .option("decay", decay, DECAY)
                .option("epsilon", epsilon, EPSILON)
                .toString();
    }
}
