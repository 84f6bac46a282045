package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * In training, sets each element to zero with a probability and divides the others by {@code 1 - dropProbability}, so
 * that means stay; in predictions does nothing. {@code dx = mask * dy}. Any shape; no parameters. Draws from
 * {@link StepContext#random}, one number an element in memory order, so what is dropped depends on the seed, the step and
 * the micro-batch, never on threads. Thread-safe: immutable.
 *
 * @param dropProbability in [0, 1); throws IllegalArgumentException outside
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. 2014, sections 4 and 10</a>
 */
public record Dropout(double dropProbability) implements LayerSpec {
    public Dropout {
        if (!(dropProbability >= 0 && dropProbability < 1)) {
            throw new IllegalArgumentException(
                    "dropout: dropProbability must be in [0, 1) but is " + dropProbability + ".");
        }
    }

    static Dropout read(Arguments arguments) {
        return new Dropout(arguments.number("dropProbability"));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        return new Built(initialization.describe(this), dropProbability);
    }

    private record Built(String who, double dropProbability) implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            return example;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Inputs.requireFloating(who, x);
            if (!step.training() || dropProbability == 0) {
                return new Forward(x, (dy, into) -> dy);
            }
            Tensor mask = mask(x, step);
            Tensor y = step.scratchLike(x);
            step.kernels().multiplyElements(x, mask, y);
            return new Forward(y, (dy, into) -> {
                Tensor dx = step.scratchLike(dy);
                step.kernels().multiplyElements(dy, mask, dx);
                return dx;
            });
        }

        @Override
        public Tensor infer(Tensor x, StepContext step) {
            if (step.training()) {
                return forward(x, step).output();
            }
            Inputs.requireFloating(who, x);
            return x;
        }

        private Tensor mask(Tensor x, StepContext step) {
            Tensor mask = step.scratchLike(x);
            RandomStream random = step.random();
            double kept = 1 / (1 - dropProbability);
            if (mask.type() == DataType.FLOAT32) {
                float[] m = mask.floats();
                for (int i = 0; i < mask.size(); i++) {
                    m[i] = random.nextDouble() < dropProbability ? 0 : (float) kept;
                }
            } else {
                double[] m = mask.doubles();
                for (int i = 0; i < mask.size(); i++) {
                    m[i] = random.nextDouble() < dropProbability ? 0 : kept;
                }
            }
            return mask;
        }
    }

    @Override
    public String toString() {
        return SpecText.of("dropout").add(dropProbability).toString();
    }
}
