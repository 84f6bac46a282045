package dev.nnkit.core.layer;

import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * Two-dimensional convolution (cross-correlation) of images [height, width, channels]:
 * {@code y[oy, ox, f] = b[f] + sum over ky, kx, c of x[oy * stride + ky - padding, ox * stride + kx - padding, c] *
 * W[ky, kx, c, f]}, with zeros outside the image. Gives [(height + 2 padding - kernel) / stride + 1, likewise, filters].
 *
 * <p>Parameters: {@code weight} [kernel * kernel * channels, filters], rows in the order (ky, kx, c), in files
 * [filters, channels, kernel, kernel], normal with gain / sqrt(kernel * kernel * channels); {@code bias} [filters], zeros. Thread-safe: immutable.
 *
 * @param filters 1 or more
 * @param kernel height and width of the window, 1 or more
 * @param stride 1 or more; default 1
 * @param padding 0 or more; default 0
 * @param bias default true
 * @see <a href="https://arxiv.org/abs/1603.07285">Dumoulin, Visin 2016, chapter 2</a>
 */
public record Conv2d(int filters, int kernel, int stride, int padding, boolean bias) implements LayerSpec {
    public Conv2d {
        if (filters < 1 || kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "conv2d: filters, kernel and stride must be 1 or more and padding 0 or more, but they are "
                            + filters + ", " + kernel + ", " + stride + " and " + padding + ".");
        }
    }

    static Conv2d read(Arguments arguments) {
        return new Conv2d(
                arguments.integer("filters"),
                arguments.integer("kernel"),
                arguments.integer("stride", 1),
                arguments.integer("padding", 0),
                arguments.flag("bias", true));
    }

    /** The same with another stride. */
    public Conv2d withStride(int other) {
        return new Conv2d(filters, kernel, other, padding, bias);
    }

    /** The same with zeros around the image. */
    public Conv2d withPadding(int other) {
        return new Conv2d(filters, kernel, stride, other, bias);
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        Windows windows = WindowShapes.of(who, example, kernel, stride, padding, filters);
        int inputs = windows.length();
        Parameter weight = initialization
                .inFile(FileLayout.of(Shape.of(kernel, kernel, windows.channels(), filters), 3, 2, 0, 1))
                .weight("weight", Shape.of(inputs, filters), inputs, kernel * kernel * filters);
        return new Built(
                who, example, windows, windows.output(filters), weight, Bias.of(bias, initialization, filters));
    }

    private record Built(String who, Shape example, Windows windows, Shape output, Parameter weight, Bias bias)
            implements Layer {
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
            step.kernels().convolve(windows, x, weight.value(), bias.value(), y);
            return new Forward(y, new Back(this, x, step));
        }

        @Override
        public List<Parameter> parameters() {
            return bias.after(weight);
        }
    }

    private record Back(Built layer, Tensor x, StepContext step) implements Layer.Pullback {
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            parametersOnly(dy, into);
            Tensor dx = step.scratchLike(x);
            step.kernels().convolveInputGradient(layer.windows, dy, layer.weight.value(), dx);
            return dx;
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            if (into.wants(layer.weight)) {
                into.add(
                        layer.weight,
                        (sum, write) -> step.kernels().convolveWeightGradient(layer.windows, x, dy, sum, write));
            }
            layer.bias.pullBack(dy, into, step);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("conv2d")
                .add(filters)
                .add(kernel)
                .option("stride", stride, 1)
                .option("padding", padding, 0)
                .option("bias", bias, true)
                .toString();
    }
}
