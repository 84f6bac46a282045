package dev.nnkit.core.layer;

import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Windows;
import org.jspecify.annotations.Nullable;

/** Says which {@link Windows} {@link Conv2d} and {@link MaxPool2d} slide over an example, or why there are none. */
final class WindowShapes {
    private WindowShapes() {}

    /** @param depth how many channels come out, or null where it is as many as go in */
    static Windows of(String who, Shape example, int kernel, int stride, int padding, @Nullable Integer depth) {
        boolean gray = example.rank() == 2;
        if (example.rank() != 3 && !gray) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [height, width, channels] but has " + example + ".");
        }
        int height = example.axis(0);
        int width = example.axis(1);
        Windows windows = new Windows(height, width, gray ? 1 : example.axis(2), kernel, stride, padding);
        if (windows.rows() < 1 || windows.columns() < 1) {
            throw new ShapeMismatchException(who + ": a window of " + kernel + " by " + kernel
                    + " does not fit into an example of shape " + example + ". Use a smaller one, or padding.");
        }
        if (gray) {
            throw new ShapeMismatchException(
                    who + ": an example must have shape [height, width, channels] but has " + example + ". Put reshape("
                            + height + ", " + width + ", 1) before it.",
                    windows.output(depth == null ? 1 : depth));
        }
        return windows;
    }
}
