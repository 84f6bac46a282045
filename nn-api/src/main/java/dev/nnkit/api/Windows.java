package dev.nnkit.api;

/**
 * The square windows that slide over an image [height, width, channels] in a convolution or a pooling: {@link #rows} by
 * {@link #columns} of them, {@code stride} apart. What remains at the right and at the bottom, less than a stride, is not
 * looked at. Outside the image all is zero.
 *
 * <p>A window is a row of kernel * kernel * channels numbers in the order (ky, kx, channel); number {@code oy * columns +
 * ox} of an image begins at its pixel [oy * stride - padding, ox * stride - padding].
 *
 * @param height of the image, 0 or more
 * @param width of the image, 0 or more
 * @param channels 0 or more
 * @param kernel height and width of the window, 1 or more
 * @param stride 1 or more
 * @param padding how far windows reach over the border, 0 or more
 */
public record Windows(int height, int width, int channels, int kernel, int stride, int padding) {
    public Windows {
        if (height < 0 || width < 0 || channels < 0 || kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException("windows: kernel and stride must be 1 or more, all others 0 or more, but"
                    + " height, width, channels, kernel, stride and padding are " + height + ", " + width + ", "
                    + channels + ", " + kernel + ", " + stride + " and " + padding + ".");
        }
    }

    /** How many windows lie below each other; 0 where none fits. */
    public int rows() {
        return count(height);
    }

    /** How many windows lie beside each other; 0 where none fits. */
    public int columns() {
        return count(width);
    }

    private int count(int side) {
        long room = side + 2L * padding - kernel;
        return room < 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, room / stride + 1);
    }

    /** How many windows an image has. */
    public int count() {
        return rows() * columns();
    }

    /** How many numbers a window has. */
    public int length() {
        return kernel * kernel * channels;
    }

    /** How many numbers an image has. */
    public int imageSize() {
        return height * width * channels;
    }

    /** The image. */
    public Shape input() {
        return Shape.of(height, width, channels);
    }

    /** [rows, columns, depth]. */
    public Shape output(int depth) {
        return Shape.of(rows(), columns(), depth);
    }
}
