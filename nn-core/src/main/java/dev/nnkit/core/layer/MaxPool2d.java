package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;

/**
 * The largest value of each window, channel by channel: [height, width, channels] becomes
 * [(height - size) / stride + 1, likewise, channels]. The gradient goes to where the maximum was; of several equal ones
 * to the first. NaN in a window gives NaN. No parameters. Thread-safe: immutable.
 *
 * @param size height and width of the window, 1 or more
 * @param stride 1 or more; default: the size
 */
public record MaxPool2d(int size, int stride) implements LayerSpec {
    public MaxPool2d {
        if (size < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "maxPool2d: size and stride must be 1 or more but are " + size + " and " + stride + ".");
        }
    }

    /** The same with another stride; below the size, windows overlap. */
    public MaxPool2d withStride(int other) {
        return new MaxPool2d(size, other);
    }

    static MaxPool2d read(Arguments arguments) {
        int size = arguments.integer("size");
        return new MaxPool2d(size, arguments.integer("stride", size));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        Windows windows = WindowShapes.of(who, example, size, stride, 0, null);
        return new Built(who, example, windows, windows.output(windows.channels()));
    }

    private record Built(String who, Shape example, Windows windows, Shape output) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            if (!shape.equals(example)) {
                throw new ShapeMismatchException(
                        who + ": an example must have shape " + example + " but has " + shape + ".", output);
            }
            return output;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Inputs.require(who, x, example);
            Tensor y = step.scratchBatch(x.type(), output, x.batch());
            step.kernels().maxPool(windows, x, y);
            return new Forward(y, (dy, into) -> {
                Tensor dx = step.scratchLike(x);
                step.kernels().maxPoolGradient(windows, x, y, dy, dx);
                return dx;
            });
        }
    }

    @Override
    public String toString() {
        return SpecText.of("maxPool2d").add(size).option("stride", stride, size).toString();
    }
}
