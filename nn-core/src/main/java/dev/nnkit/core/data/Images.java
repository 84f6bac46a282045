package dev.nnkit.core.data;

import dev.nnkit.api.Shape;
import java.util.Arrays;

/** Geometry of images [height, width, channels]; what lies outside of one is 0. */
final class Images {
    private Images() {}

    static void shift(double[] from, double[] into, Shape example, int down, int right) {
        int height = example.axis(0);
        int width = example.axis(1);
        int row = width * example.axis(2);
        int offset = Math.max(-width, Math.min(width, right)) * example.axis(2);
        int first = Math.max(0, offset);
        int end = Math.min(row, row + offset);
        for (int y = 0; y < height; y++) {
            int source = y - down;
            if (source < 0 || source >= height) {
                Arrays.fill(into, y * row, (y + 1) * row, 0);
            } else {
                Arrays.fill(into, y * row, y * row + first, 0);
                System.arraycopy(from, source * row + first - offset, into, y * row + first, end - first);
                Arrays.fill(into, y * row + end, (y + 1) * row, 0);
            }
        }
    }

    static void flip(double[] from, double[] into, Shape example) {
        int width = example.axis(1);
        int channels = example.axis(2);
        for (int y = 0; y < example.axis(0); y++) {
            for (int x = 0; x < width; x++) {
                int source = (y * width + width - 1 - x) * channels;
                System.arraycopy(from, source, into, (y * width + x) * channels, channels);
            }
        }
    }

    /** Counter-clockwise, around the middle. */
    static void rotate(double[] from, double[] into, Shape example, double angle) {
        int height = example.axis(0);
        int width = example.axis(1);
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dy = y - middleY;
                double dx = x - middleX;
                sample(from, example, middleY + cos * dy + sin * dx, middleX - sin * dy + cos * dx, into, y, x);
            }
        }
    }

    /** Pixel (row, column) of {@code into} becomes the image at (y, x), weighted by the distances to the four around it. */
    private static void sample(double[] from, Shape example, double y, double x, double[] into, int row, int column) {
        int height = example.axis(0);
        int width = example.axis(1);
        int channels = example.axis(2);
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double lower = y - top;
        double righter = x - left;
        int at = (row * width + column) * channels;
        boolean inside = top >= 0 && top + 1 < height && left >= 0 && left + 1 < width;
        for (int channel = 0; channel < channels; channel++) {
            double value;
            if (inside) {
                int source = (top * width + left) * channels + channel;
                int below = source + width * channels;
                value = between(
                        between(from[source], from[source + channels], righter),
                        between(from[below], from[below + channels], righter),
                        lower);
            } else {
                value = between(
                        between(
                                pixel(from, example, top, left, channel),
                                pixel(from, example, top, left + 1, channel),
                                righter),
                        between(
                                pixel(from, example, top + 1, left, channel),
                                pixel(from, example, top + 1, left + 1, channel),
                                righter),
                        lower);
            }
            into[at + channel] = value;
        }
    }

    private static double between(double first, double second, double share) {
        return (1 - share) * first + share * second;
    }

    private static double pixel(double[] from, Shape example, int y, int x, int channel) {
        boolean inside = y >= 0 && y < example.axis(0) && x >= 0 && x < example.axis(1);
        return inside ? from[(y * example.axis(1) + x) * example.axis(2) + channel] : 0;
    }
}
