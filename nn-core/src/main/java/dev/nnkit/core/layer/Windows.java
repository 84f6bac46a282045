package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The square windows that {@link Conv2d} and {@link MaxPool2d} slide over an image [height, width, channels]: rows by
 * columns of them. What remains at the right and at the bottom, less than a stride, is not looked at.
 */
record Windows(int height, int width, int channels, int kernel, int stride, int padding, int rows, int columns) {
    /** @param depth how many channels come out, or null where it is as many as go in */
    static Windows of(String who, Shape example, int kernel, int stride, int padding, @Nullable Integer depth) {
        boolean gray = example.rank() == 2;
        if (example.rank() != 3 && !gray) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [height, width, channels] but has " + example + ".");
        }
        int height = example.axis(0);
        int width = example.axis(1);
        int channels = gray ? 1 : example.axis(2);
        int rows = count(height, kernel, stride, padding);
        int columns = count(width, kernel, stride, padding);
        if (rows < 1 || columns < 1) {
            throw new ShapeMismatchException(who + ": a window of " + kernel + " by " + kernel
                    + " does not fit into an example of shape " + example + ". Use a smaller one, or padding.");
        }
        Windows windows = new Windows(height, width, channels, kernel, stride, padding, rows, columns);
        if (gray) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [height, width, channels] but has " + example + ". Put reshape("
                            + height + ", " + width + ", 1) before it.",
                    windows.output(depth == null ? 1 : depth));
        }
        return windows;
    }

    private static int count(int side, int kernel, int stride, int padding) {
        long room = side + 2L * padding - kernel;
        return room < 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, room / stride + 1);
    }

    /** How many windows an image has. */
    int count() {
        return rows * columns;
    }

    /** How many numbers a window has. */
    int length() {
        return kernel * kernel * channels;
    }

    Shape output(int depth) {
        return Shape.of(rows, columns, depth);
    }

    /** Every window of every image as a row, in the order (ky, kx, channel): [batch, count, length]. */
    Tensor gather(Tensor x, StepContext step) {
        Tensor patches = patches(x, x.batch(), step);
        gather(x, 0, x.batch(), patches, step);
        return patches;
    }

    /** Memory for the windows of some images, zero where they reach over the border. */
    Tensor patches(Tensor x, int images, StepContext step) {
        Tensor patches = step.scratch(x.type(), Shape.of(images, count(), length()));
        return padding > 0 ? patches.fill(0) : patches;
    }

    /** Fills {@link #patches} with the windows of {@code images} images from {@code start} on; spares the border. */
    void gather(Tensor x, int start, int images, Tensor patches, StepContext step) {
        Object from = x.type() == DataType.FLOAT32 ? x.floats() : x.doubles();
        Object to = x.type() == DataType.FLOAT32 ? patches.floats() : patches.doubles();
        step.kernels().split(images, (double) count() * length(), (first, last) -> {
            for (int image = first; image < last; image++) {
                for (int window = 0; window < count(); window++) {
                    gatherOne(from, start + image, window, to, (image * count() + window) * length());
                }
            }
        });
    }

    /** One window: row by row, the part that lies inside the image. */
    private void gatherOne(Object from, int image, int window, Object to, int target) {
        int left = window % columns * stride - padding;
        int top = window / columns * stride - padding;
        int inside = Math.max(0, -left);
        int count = (Math.min(kernel, width - left) - inside) * channels;
        for (int ky = Math.max(0, -top); ky < Math.min(kernel, height - top) && count > 0; ky++) {
            int source = ((image * height + top + ky) * width + left + inside) * channels;
            System.arraycopy(from, source, to, target + (ky * kernel + inside) * channels, count);
        }
    }

    /** The transpose of {@link #gather}: adds every element of a window to the place it came from. */
    Tensor scatter(Tensor patches, Tensor x, StepContext step) {
        Tensor images = step.zerosLike(x);
        step.kernels().split(x.batch(), (double) count() * length(), (first, last) -> {
            for (int image = first; image < last; image++) {
                for (int window = 0; window < count(); window++) {
                    scatterOne(patches, (image * count() + window) * length(), images, image, window);
                }
            }
        });
        return images;
    }

    private void scatterOne(Tensor patches, int start, Tensor images, int image, int window) {
        int left = window % columns * stride - padding;
        int top = window / columns * stride - padding;
        int inside = Math.max(0, -left);
        int count = (Math.min(kernel, width - left) - inside) * channels;
        for (int ky = Math.max(0, -top); ky < Math.min(kernel, height - top); ky++) {
            int target = ((image * height + top + ky) * width + left + inside) * channels;
            int source = start + (ky * kernel + inside) * channels;
            if (images.type() == DataType.FLOAT32) {
                add(patches.floats(), source, images.floats(), target, count);
            } else {
                add(patches.doubles(), source, images.doubles(), target, count);
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
