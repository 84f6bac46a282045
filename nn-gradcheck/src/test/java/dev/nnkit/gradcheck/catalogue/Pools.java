package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.kinked;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrongSomehow;
import static dev.nnkit.gradcheck.catalogue.Rows.map;
import static dev.nnkit.gradcheck.catalogue.Rows.times;

import dev.nnkit.api.Layer;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;
import java.util.function.LongFunction;

/** Square images of one channel in which many kinks meet: windows over equal pixels, and ReLU where nothing was drawn. */
final class Pools {
    private static final int SIDE = 5;
    private static final int KERNEL = 3;

    private Pools() {}

    static List<Exhibit> right() {
        return List.of(
                kinked("max pool of equal pixels", blank(seed -> pool(2, 2, Ties.FIRST))),
                kinked("max pool of equal pixels, which share", blank(seed -> pool(2, 2, Ties.SHARE))),
                kinked("overlapping windows of equal pixels", blank(seed -> pool(3, 1, Ties.FIRST))),
                kinked("overlapping windows of equal pixels, which share", blank(seed -> pool(3, 1, Ties.SHARE))),
                kinked("blank image, convolution, ReLU and max pool", blank(seed -> network(seed, -1, 2, 2))),
                kinked("blank image, ReLU, overlapping windows", blank(seed -> network(seed, -1, 3, 1))));
    }

    static List<Exhibit> broken() {
        return List.of(
                wrong(
                        "max pool, all of several equal pixels get all",
                        Planted.WRONG_AT_KINK,
                        blank(seed -> pool(2, 2, Ties.ALL))),
                wrong(
                        "overlapping windows, all of several equal pixels get all",
                        Planted.WRONG_AT_KINK,
                        blank(seed -> pool(3, 1, Ties.ALL))),
                wrong("max pool of equal pixels, half", Planted.FACTOR, blank(seed -> halved(pool(2, 2, Ties.FIRST)))),
                wrong(
                        "overlapping windows of equal pixels, half",
                        Planted.FACTOR,
                        blank(seed -> halved(pool(3, 1, Ties.FIRST)))),
                wrongSomehow("blank image, kernel not turned round", blank(seed -> network(seed, 1, 2, 2))),
                wrong("blank image, half", Planted.FACTOR, blank(seed -> halved(network(seed, -1, 2, 2)))));
    }

    /** What of several equal pixels gets the gradient. */
    private enum Ties {
        FIRST,
        SHARE,
        ALL
    }

    private static LongFunction<GradientCheck> blank(LongFunction<Layer> layer) {
        return seed -> GradientCheck.of(layer.apply(seed))
                .on(Draw.scaled(seed, 0, 2, SIDE * SIDE))
                .allowKinks(1);
    }

    private static Sketch pool(int size, int stride, Ties ties) {
        return Sketch.ofRows("maxPool", x -> pooled(x, size, stride), (x, dy) -> spread(x, dy, size, stride, ties));
    }

    private static Sketch halved(Sketch sketch) {
        return sketch.withBack(dx -> map(dx, v -> v / 2));
    }

    /** @param way -1 is the way back */
    private static Sketch network(long seed, int way, int size, int stride) {
        double[] kernel = Draw.normal(seed, KERNEL, KERNEL).doubles();
        return Sketch.ofRows(
                "conv, relu, maxPool",
                x -> pooled(map(convolved(x, kernel, 1), v -> Math.max(0, v)), size, stride),
                (x, dy) -> {
                    double[] z = convolved(x, kernel, 1);
                    double[] dr = spread(map(z, v -> Math.max(0, v)), dy, size, stride, Ties.FIRST);
                    return convolved(times(dr, map(z, v -> v > 0 ? 1 : 0)), kernel, way);
                });
    }

    /** Zeros around; {@code way} -1 is the way back. */
    private static double[] convolved(double[] x, double[] kernel, int way) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < kernel.length; k++) {
                int row = i / SIDE + way * (k / KERNEL - 1);
                int column = i % SIDE + way * (k % KERNEL - 1);
                boolean isInside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
                y[i] += isInside ? kernel[k] * x[row * SIDE + column] : 0;
            }
        }
        return y;
    }

    private static double[] pooled(double[] x, int size, int stride) {
        int across = (SIDE - size) / stride + 1;
        double[] y = new double[across * across];
        for (int window = 0; window < y.length; window++) {
            y[window] = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < size * size; k++) {
                y[window] = Math.max(y[window], x[pixel(window, k, size, stride)]);
            }
        }
        return y;
    }

    private static double[] spread(double[] x, double[] dy, int size, int stride, Ties ties) {
        double[] y = pooled(x, size, stride);
        double[] dx = new double[x.length];
        for (int window = 0; window < y.length; window++) {
            int equal = 0;
            for (int k = 0; k < size * size; k++) {
                equal += x[pixel(window, k, size, stride)] == y[window] ? 1 : 0;
            }
            int left = ties == Ties.FIRST ? 1 : equal;
            for (int k = 0; k < size * size; k++) {
                int pixel = pixel(window, k, size, stride);
                if (x[pixel] == y[window] && left > 0) {
                    dx[pixel] += ties == Ties.SHARE ? dy[window] / equal : dy[window];
                    left--;
                }
            }
        }
        return dx;
    }

    private static int pixel(int window, int k, int size, int stride) {
        int across = (SIDE - size) / stride + 1;
        int row = window / across * stride + k / size;
        int column = window % across * stride + k % size;
        return row * SIDE + column;
    }
}
