package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;

/** The square windows that {@link Conv2d} and {@link MaxPool2d} slide over an image [height, width, channels]. */
record Windows(int height, int width, int channels, int kernel, int stride, int padding) {
    static Windows of(String who, Shape example, int kernel, int stride, int padding) {
        if (example.rank() != 3) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [height, width, channels] but has " + example + ".");
        }
        Windows windows = new Windows(example.axis(0), example.axis(1), example.axis(2), kernel, stride, padding);
        if (windows.height + 2 * padding < kernel || windows.width + 2 * padding < kernel) {
            throw new ShapeMismatchException(who + ": a window of " + kernel + " by " + kernel
                    + " does not fit into an example of shape " + example + ". Use a smaller one, or padding.");
        }
        return windows;
    }

    int rows() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    int columns() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    Shape output(int depth) {
        return Shape.of(rows(), columns(), depth);
    }

    /** Every window as a row, in the order (ky, kx, channel): [batch, rows * columns, kernel * kernel * channels]. */
    Tensor gather(Tensor x, StepContext step) {
        int length = kernel * kernel * channels;
        Tensor patches = step.scratch(x.type(), Shape.of(x.batch(), rows() * columns(), length));
        Object from = x.type() == DataType.FLOAT32 ? x.floats() : x.doubles();
        Object to = x.type() == DataType.FLOAT32 ? patches.floats() : patches.doubles();
        if (padding > 0) {
            patches.fill(0);
        }
        step.kernels().split(x.batch(), (double) rows() * columns() * length, (first, last) -> {
            for (int image = first; image < last; image++) {
                for (int window = 0; window < rows() * columns(); window++) {
                    gatherOne(from, image, window, to, (image * rows() * columns() + window) * length);
                }
            }
        });
        return patches;
    }

    /** One window: row by row, the part that lies inside the image. */
    private void gatherOne(Object from, int image, int window, Object to, int target) {
        int left = window % columns() * stride - padding;
        int inside = Math.max(0, -left);
        int count = (Math.min(kernel, width - left) - inside) * channels;
        for (int ky = 0; ky < kernel; ky++) {
            int row = window / columns() * stride - padding + ky;
            if (row >= 0 && row < height && count > 0) {
                int source = ((image * height + row) * width + left + inside) * channels;
                System.arraycopy(from, source, to, target + (ky * kernel + inside) * channels, count);
            }
        }
    }

    /** The transpose of {@link #gather}: adds every element of a window to the place it came from. */
    Tensor scatter(Tensor patches, Tensor x, StepContext step) {
        Tensor image = step.zerosLike(x);
        int length = kernel * kernel * channels;
        step.kernels().split(x.batch(), (double) rows() * columns() * length, (first, last) -> {
            for (int i = first * rows() * columns(); i < last * rows() * columns(); i++) {
                scatterOne(patches, i, image);
            }
        });
        return image;
    }

    private void scatterOne(Tensor patches, int index, Tensor image) {
        int window = index % (rows() * columns());
        int number = index / (rows() * columns());
        int left = window % columns() * stride - padding;
        int inside = Math.max(0, -left);
        int count = (Math.min(kernel, width - left) - inside) * channels;
        for (int ky = 0; ky < kernel; ky++) {
            int row = window / columns() * stride - padding + ky;
            if (row >= 0 && row < height && count > 0) {
                int target = ((number * height + row) * width + left + inside) * channels;
                int source = (index * kernel * kernel + ky * kernel + inside) * channels;
                if (image.type() == DataType.FLOAT32) {
                    add(patches.floats(), source, image.floats(), target, count);
                } else {
                    add(patches.doubles(), source, image.doubles(), target, count);
                }
            }
        }
    }

    private static void add(float[] from, int source, float[] to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to[target + i] += from[source + i];
        }
    }

    private static void add(double[] from, int source, double[] to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to[target + i] += from[source + i];
        }
    }
}
