package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
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
        return new Built(who, example, Windows.of(who, example, size, stride, 0, null));
    }

    private record Built(String who, Shape example, Windows windows) implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            Shape output = windows.output(windows.channels());
            if (!shape.equals(example)) {
                throw new ShapeMismatchException(
                        who + ": an example must have shape " + example + " but has " + shape + ".", output);
            }
            return output;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Inputs.require(who, x, example);
            Shape output = windows.output(windows.channels()).withBatch(x.batch());
            Tensor y = step.scratch(x.type(), output);
            Tensor places = step.scratch(DataType.INT32, output);
            int length = windows.length();
            step.kernels().split(x.batch() * windows.count(), length, (from, to) -> {
                if (x.type() == DataType.FLOAT32) {
                    pick(x.floats(), y.floats(), places.ints(), from, to);
                } else {
                    pick(x.doubles(), y.doubles(), places.ints(), from, to);
                }
            });
            return new Forward(y, (dy, into) -> spread(dy, places, x, step));
        }

        private Tensor spread(Tensor dy, Tensor places, Tensor x, StepContext step) {
            Tensor dx = step.zerosLike(x);
            int perImage = dy.size() / dy.batch();
            step.kernels()
                    .split(
                            dy.batch(), // windows of one image may overlap
                            2.0 * perImage,
                            (from, to) -> spread(dy, places, dx, from * perImage, to * perImage));
            return dx;
        }

        /** Where the upper left pixel of a window stands in the input. */
        private int corner(int window) {
            int columns = windows.columns();
            int image = window / windows.count();
            int row = window / columns % windows.rows() * windows.stride();
            int column = window % columns * windows.stride();
            return ((image * windows.height() + row) * windows.width() + column) * windows.channels();
        }

        /** How far the k-th pixel of a window is from its first. */
        private int offset(int k) {
            int kernel = windows.kernel();
            return (k / kernel * windows.width() + k % kernel) * windows.channels();
        }

        private void pick(float[] x, float[] y, int[] places, int from, int to) {
            int channels = windows.channels();
            for (int window = from; window < to; window++) {
                int first = window * channels;
                int corner = corner(window);
                for (int k = 0; k < windows.kernel() * windows.kernel(); k++) {
                    int at = corner + offset(k);
                    for (int c = 0; c < channels; c++) {
                        float value = x[at + c];
                        if (k == 0 || value > y[first + c] || Float.isNaN(value)) {
                            y[first + c] = value;
                            places[first + c] = at + c;
                        }
                    }
                }
            }
        }

        private void pick(double[] x, double[] y, int[] places, int from, int to) {
            int channels = windows.channels();
            for (int window = from; window < to; window++) {
                int first = window * channels;
                int corner = corner(window);
                for (int k = 0; k < windows.kernel() * windows.kernel(); k++) {
                    int at = corner + offset(k);
                    for (int c = 0; c < channels; c++) {
                        double value = x[at + c];
                        if (k == 0 || value > y[first + c] || Double.isNaN(value)) {
                            y[first + c] = value;
                            places[first + c] = at + c;
                        }
                    }
                }
            }
        }

        private static void spread(Tensor dy, Tensor places, Tensor dx, int from, int to) {
            int[] place = places.ints();
            if (dy.type() == DataType.FLOAT32) {
                float[] source = dy.floats();
                float[] target = dx.floats();
                for (int i = from; i < to; i++) {
                    target[place[i]] += source[i];
                }
            } else {
                double[] source = dy.doubles();
                double[] target = dx.doubles();
                for (int i = from; i < to; i++) {
                    target[place[i]] += source[i];
                }
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("maxPool2d").add(size).option("stride", stride, size).toString();
    }
}
