package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Windows;
import dev.nnkit.api.Write;
import java.util.ArrayList;
import java.util.List;

/** Convolutions and poolings at awkward sizes, for {@link KernelsContract}. */
final class WindowOperations {
    private static final int[] CHANNELS = {1, 2, 3, 8, 17};

    private WindowOperations() {}

    /** Windows that do not tile the image, reach over the border, are as large as the image, or a single pixel. */
    static List<KernelOperation> all() {
        List<KernelOperation> all = new ArrayList<>();
        for (int channels : CHANNELS) {
            for (int filters : new int[] {1, 3, 8, 17, 35}) {
                all.addAll(convolutions(new Windows(5, 6, channels, 3, 1, 0), 2, filters));
            }
            all.addAll(convolutions(new Windows(6, 7, channels, 3, 2, 1), 2, 5));
            all.addAll(convolutions(new Windows(3, 4, channels, 2, 3, 3), 1, 4));
            all.addAll(convolutions(new Windows(4, 3, channels, 1, 1, 0), 3, 16));
            all.addAll(convolutions(new Windows(2, 2, channels, 2, 1, 0), 3, 9));
            all.addAll(convolutions(new Windows(11, 12, channels, 5, 1, 0), 2, 8));
            all.addAll(pools(new Windows(4, 8, channels, 2, 2, 0), 3));
            all.addAll(pools(new Windows(6, 12, channels, 2, 2, 0), 2));
            all.addAll(pools(new Windows(5, 7, channels, 2, 2, 0), 2));
            all.addAll(pools(new Windows(5, 5, channels, 2, 1, 0), 2));
            all.addAll(pools(new Windows(7, 6, channels, 3, 2, 0), 2));
            all.addAll(pools(new Windows(3, 4, channels, 1, 2, 0), 2));
        }
        all.addAll(pools(new Windows(4, 6, 32, 2, 2, 0), 2));
        return all;
    }

    /** Large enough for the work to be split. */
    static List<KernelOperation> large() {
        List<KernelOperation> large = new ArrayList<>(convolutions(new Windows(28, 28, 1, 5, 1, 0), 8, 9));
        large.addAll(convolutions(new Windows(12, 12, 8, 5, 1, 1), 7, 16));
        large.addAll(convolutions(new Windows(9, 9, 5, 3, 2, 1), 31, 40));
        large.addAll(pools(new Windows(48, 50, 8, 2, 2, 0), 16));
        large.addAll(pools(new Windows(48, 50, 8, 3, 2, 0), 16));
        return large;
    }

    /** No images, and no filters. */
    static List<KernelOperation> empty() {
        Windows windows = new Windows(4, 4, 2, 2, 2, 0);
        List<KernelOperation> empty = new ArrayList<>(convolutions(windows, 0, 3));
        empty.addAll(convolutions(windows, 2, 0));
        empty.addAll(pools(windows, 0));
        return empty;
    }

    /** Whether the result has a batch axis: not so the gradient of the weights, which sums over it. */
    static boolean writesImages(KernelOperation operation) {
        List<Shape> shapes = operation.shapes();
        return isImages(shapes.get(shapes.size() - 1));
    }

    private static boolean isImages(Shape shape) {
        return shape.rank() == 4;
    }

    /** The first image alone, and all others together, come out bit by bit as in the whole batch. */
    static void checkParts(KernelOperation operation, DataType type, Kernels kernels) {
        List<Tensor> operands = operation.operands(type);
        Tensor whole = operation.run(kernels, operands, Write.SET);
        int[] ends = {0, 1, whole.batch()};
        for (int i = 1; i < ends.length; i++) {
            int from = ends[i - 1];
            int to = ends[i];
            List<Tensor> part = operands.stream()
                    .map(operand -> isImages(operand.shape()) ? Trial.rows(operand, from, to) : operand)
                    .toList();
            Checks.sameBits(
                    Trial.rows(whole, from, to),
                    operation.run(kernels, part, Write.SET),
                    operation + " " + type + ", images " + from + " to " + (to - 1) + " alone");
        }
    }

    static List<KernelOperation> convolutions(Windows s, int batch, int filters) {
        Shape x = s.input().withBatch(batch);
        Shape y = s.output(filters).withBatch(batch);
        Shape weight = Shape.of(s.length(), filters);
        String sizes = " " + s + " batch=" + batch + " filters=" + filters;
        return List.of(
                new KernelOperation(
                        "convolve" + sizes,
                        List.of(x, weight, Shape.of(filters), y),
                        s.length() + 1,
                        (kernels, t, write) -> kernels.convolve(s, t.get(0), t.get(1), t.get(2), t.get(3))),
                new KernelOperation(
                        "convolve without bias" + sizes,
                        List.of(x, weight, y),
                        s.length(),
                        (kernels, t, write) -> kernels.convolve(s, t.get(0), t.get(1), null, t.get(2))),
                new KernelOperation(
                        "convolveInputGradient" + sizes,
                        List.of(y, weight, x),
                        s.kernel() * s.kernel() * filters,
                        (kernels, t, write) -> kernels.convolveInputGradient(s, t.get(0), t.get(1), t.get(2))),
                new KernelOperation(
                        "convolveWeightGradient" + sizes,
                        List.of(x, y, weight),
                        batch * s.count() + 1,
                        (kernels, t, write) -> kernels.convolveWeightGradient(s, t.get(0), t.get(1), t.get(2), write)));
    }

    static List<KernelOperation> pools(Windows s, int batch) {
        Shape x = s.input().withBatch(batch);
        Shape y = s.output(s.channels()).withBatch(batch);
        String sizes = " " + s + " batch=" + batch;
        return List.of(
                new KernelOperation(
                        "maxPool" + sizes,
                        List.of(x, y),
                        1,
                        (kernels, t, write) -> kernels.maxPool(s, t.get(0), t.get(1))),
                new KernelOperation(
                        "maxPoolGradient" + sizes,
                        List.of(x, y, y, x),
                        s.kernel() * s.kernel(),
                        (kernels, t, write) -> {
                            // few values, so that some are equal, and for x and |x| the same: the bound takes |x|
                            for (int i = 0; i < t.get(0).size(); i++) {
                                t.get(0).set(i, -Math.rint(Math.abs(t.get(0).get(i))));
                            }
                            kernels.maxPool(s, t.get(0), t.get(1));
                            kernels.maxPoolGradient(s, t.get(0), t.get(1), t.get(2), t.get(3));
                        }));
    }
}
