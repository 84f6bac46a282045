package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Tensors that are easier to read than a given one: fewer rows, rounder numbers. */
final class Simpler {
    private static final int FEW = 64;
    private static final List<DoubleUnaryOperator> STEPS =
            List.of(x -> 0, x -> 1, Math::rint, x -> Math.rint(x * 10) / 10, x -> Math.rint(x * 1000) / 1000);

    private Simpler() {}

    /** The rows from <= i < to along the first axis. */
    static Tensor rows(Tensor tensor, int from, int to) {
        return Tensor.zeros(tensor.type(), tensor.shape().withoutFirst().withBatch(to - from))
                .setRows(0, tensor, from, to - from);
    }

    /** Which rows of {@code batch} to try alone: each half, and all but the last. */
    static List<int[]> parts(int batch) {
        List<int[]> parts = new ArrayList<>();
        if (batch > 1) {
            parts.add(new int[] {0, 1});
            parts.add(new int[] {0, (batch + 1) / 2});
            parts.add(new int[] {batch / 2, batch});
            parts.add(new int[] {0, batch - 1});
            parts.add(new int[] {1, batch});
        }
        return parts;
    }

    /** Copies with simpler elements: first all of them, then one at a time. */
    static List<Tensor> values(Tensor tensor) {
        List<Tensor> simpler = new ArrayList<>();
        for (DoubleUnaryOperator step : STEPS) {
            addIfSimpler(tensor, 0, tensor.size(), step, simpler);
        }
        for (int i = 0; i < tensor.size() && tensor.size() <= FEW; i++) {
            for (DoubleUnaryOperator step : STEPS) {
                addIfSimpler(tensor, i, i + 1, step, simpler);
            }
        }
        return simpler;
    }

    private static void addIfSimpler(Tensor tensor, int from, int to, DoubleUnaryOperator step, List<Tensor> simpler) {
        Tensor copy = tensor.copy();
        int before = 0;
        int after = 0;
        for (int i = from; i < to; i++) {
            double value = step.applyAsDouble(tensor.get(i)) + 0.0; // -0.0 becomes 0.0
            copy.set(i, value);
            before += digits(tensor.get(i));
            after += digits(value);
        }
        if (after < before) {
            simpler.add(copy);
        }
    }

    /** How hard a number is to read. */
    private static int digits(double x) {
        if (x == 0 || x == 1) {
            return x == 0 ? 0 : 1;
        }
        return x == Math.rint(x) ? 2 : 1 + Double.toString(x).length();
    }
}
