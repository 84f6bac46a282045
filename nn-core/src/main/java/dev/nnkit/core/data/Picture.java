package dev.nnkit.core.data;

/** A decoded image, [height, width, channels] from 0 to 1. */
final class Picture {
    private final int height;
    private final int width;
    private final int channels;
    private final float[] values;

    Picture(int height, int width, int channels, float[] values) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.values = values;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** The values at another size, each the mean of the area that it covers; not to be written. */
    float[] scaledTo(int newHeight, int newWidth) {
        float[] rows = newHeight == height ? values : averages(values, 1, height, width * channels, newHeight);
        return newWidth == width ? rows : averages(rows, newHeight, width, channels, newWidth);
    }

    /** Of an array [outer, length, inner], [outer, target, inner]: means of consecutive shares of the middle axis. */
    private static float[] averages(float[] from, int outer, int length, int inner, int target) {
        float[] into = new float[outer * target * inner];
        double share = (double) length / target;
        for (int t = 0; t < target; t++) {
            double begin = t * share;
            double end = Math.min(length, (t + 1) * share);
            int first = (int) begin;
            int last = Math.min(length - 1, (int) Math.ceil(end) - 1);
            for (int o = 0; o < outer; o++) {
                for (int k = 0; k < inner; k++) {
                    double sum = 0;
                    for (int i = first; i <= last; i++) {
                        double covered = Math.min(end, i + 1) - Math.max(begin, i);
                        sum += covered * from[(o * length + i) * inner + k];
                    }
                    into[(o * target + t) * inner + k] = (float) (sum / (end - begin));
                }
            }
        }
        return into;
    }
}
