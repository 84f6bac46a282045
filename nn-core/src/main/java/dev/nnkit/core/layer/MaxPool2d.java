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

    static MaxPool2d read(Arguments arguments) {
        int size = arguments.integer("size");
        return new MaxPool2d(size, arguments.integer("stride", size));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        return new Built(who, example, Windows.of(who, example, size, stride, 0));
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
            Shape output = outputShape(example).withBatch(x.batch());
            Tensor y = step.scratch(x.type(), output);
            Tensor places = step.scratch(DataType.INT32, output);
            int perImage = y.size() / x.batch();
            step.kernels().split(x.batch(), (double) perImage * windows.kernel() * windows.kernel(), (from, to) -> {
                for (int i = from * perImage; i < to * perImage; i++) {
                    places.ints()[i] = x.type() == DataType.FLOAT32 ? largest(x.floats(), i) : largest(x.doubles(), i);
                }
                pick(x, places, y, from * perImage, to * perImage);
            });
            return new Forward(y, (dy, into) -> {
                Tensor dx = step.zerosLike(x);
                step.kernels()
                        .split(
                                x.batch(),
                                2.0 * perImage,
                                (from, to) -> spread(dy, places, dx, from * perImage, to * perImage));
                return dx;
            });
        }

        /** Where the first value of output i's window stands in the input. */
        private int start(int i) {
            int channels = windows.channels();
            int columns = windows.columns();
            int window = i / channels % (windows.rows() * columns);
            int image = i / channels / (windows.rows() * columns);
            int row = window / columns * windows.stride();
            int column = window % columns * windows.stride();
            return ((image * windows.height() + row) * windows.width() + column) * channels + i % channels;
        }

        private int place(int start, int k) {
            int kernel = windows.kernel();
            return start + (k / kernel * windows.width() + k % kernel) * windows.channels();
        }

        private int largest(float[] x, int i) {
            int start = start(i);
            int best = start;
            for (int k = 1; k < windows.kernel() * windows.kernel(); k++) {
                int at = place(start, k);
                if (x[at] > x[best] || Float.isNaN(x[at])) {
                    best = at;
                }
            }
            return best;
        }

        private int largest(double[] x, int i) {
            int start = start(i);
            int best = start;
            for (int k = 1; k < windows.kernel() * windows.kernel(); k++) {
                int at = place(start, k);
                if (x[at] > x[best] || Double.isNaN(x[at])) {
                    best = at;
                }
            }
            return best;
        }

        private static void pick(Tensor x, Tensor places, Tensor y, int from, int to) {
            int[] place = places.ints();
            if (x.type() == DataType.FLOAT32) {
                float[] source = x.floats();
                float[] target = y.floats();
                for (int i = from; i < to; i++) {
                    target[i] = source[place[i]];
                }
            } else {
                double[] source = x.doubles();
                double[] target = y.doubles();
                for (int i = from; i < to; i++) {
                    target[i] = source[place[i]];
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
