package dev.nnkit.core.layer;

import static dev.nnkit.api.kernel.HardwareFma.fma;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Tensor;

/**
 * What a step of {@link LstmCells} does to each element of its gates, for the elements from <= i < to of a batch, in both
 * types. Every array is indexed by the bare loop variable, so that HotSpot makes vector instructions of the loops.
 */
final class LstmLoops {
    private LstmLoops() {}

    /** Turns the sums in the gates into gates. */
    static void squash(LstmGates gates, ElementaryFunctions functions, int from, int to) {
        sigmoid(gates.in(), functions, from, to);
        sigmoid(gates.forget(), functions, from, to);
        tanh(gates.candidate(), functions, from, to);
        sigmoid(gates.out(), functions, from, to);
    }

    private static void sigmoid(Tensor x, ElementaryFunctions functions, int from, int to) {
        if (x.type() == DataType.FLOAT32) {
            functions.sigmoid(x.floats(), x.floats(), from, to);
        } else {
            functions.sigmoid(x.doubles(), x.doubles(), from, to);
        }
    }

    static void tanh(Tensor x, ElementaryFunctions functions, int from, int to) {
        if (x.type() == DataType.FLOAT32) {
            functions.tanh(x.floats(), x.floats(), from, to);
        } else {
            functions.tanh(x.doubles(), x.doubles(), from, to);
        }
    }

    /** The cell that a step ends with, which is not squashed yet. */
    static void advance(LstmGates gates, int from, int to) {
        Tensor end = gates.squashed();
        if (end.type() == DataType.FLOAT32) {
            float[] cell = gates.cell().floats();
            float[] in = gates.in().floats();
            cell(in, gates.forget().floats(), gates.candidate().floats(), cell, end.floats(), from, to);
        } else {
            double[] cell = gates.cell().doubles();
            double[] in = gates.in().doubles();
            cell(in, gates.forget().doubles(), gates.candidate().doubles(), cell, end.doubles(), from, to);
        }
    }

    /** What the gates let out. */
    static void open(LstmGates gates, Tensor hidden, int from, int to) {
        if (hidden.type() == DataType.FLOAT32) {
            multiply(gates.out().floats(), gates.squashed().floats(), hidden.floats(), from, to);
        } else {
            multiply(gates.out().doubles(), gates.squashed().doubles(), hidden.doubles(), from, to);
        }
    }

    private static void cell(
            float[] in, float[] forget, float[] candidate, float[] cell, float[] end, int from, int to) {
        for (int i = from; i < to; i++) {
            end[i] = fma(forget[i], cell[i], in[i] * candidate[i]);
        }
    }

    private static void cell(
            double[] in, double[] forget, double[] candidate, double[] cell, double[] end, int from, int to) {
        for (int i = from; i < to; i++) {
            end[i] = fma(forget[i], cell[i], in[i] * candidate[i]);
        }
    }

    private static void multiply(float[] a, float[] b, float[] product, int from, int to) {
        for (int i = from; i < to; i++) {
            product[i] = a[i] * b[i];
        }
    }

    private static void multiply(double[] a, double[] b, double[] product, int from, int to) {
        for (int i = from; i < to; i++) {
            product[i] = a[i] * b[i];
        }
    }

    /** {@code y += x}. */
    static void add(Tensor x, Tensor y, int from, int to) {
        if (x.type() == DataType.FLOAT32) {
            add(x.floats(), y.floats(), from, to);
        } else {
            add(x.doubles(), y.doubles(), from, to);
        }
    }

    private static void add(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += x[i];
        }
    }

    private static void add(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += x[i];
        }
    }

    /**
     * Replaces the gates of a step, whose cell is the one that it began with, by the gradients of their sums, and the
     * gradient of the cell after the step by that before it.
     */
    static void back(LstmGates step, Tensor dHidden, Tensor dCell, int from, int to) {
        if (dCell.type() == DataType.FLOAT32) {
            float[] in = step.in().floats();
            float[] candidate = step.candidate().floats();
            float[] out = step.out().floats();
            float[] dc = dCell.floats();
            backToCell(out, step.squashed().floats(), dHidden.floats(), dc, from, to);
            backThroughCell(in, step.forget().floats(), candidate, step.cell().floats(), dc, from, to);
        } else {
            double[] in = step.in().doubles();
            double[] candidate = step.candidate().doubles();
            double[] out = step.out().doubles();
            double[] dc = dCell.doubles();
            backToCell(out, step.squashed().doubles(), dHidden.doubles(), dc, from, to);
            backThroughCell(in, step.forget().doubles(), candidate, step.cell().doubles(), dc, from, to);
        }
    }

    private static void backToCell(float[] out, float[] squashed, float[] dHidden, float[] dCell, int from, int to) {
        for (int i = from; i < to; i++) {
            float o = out[i];
            float s = squashed[i];
            float dh = dHidden[i] * o;
            dCell[i] += dh * (1 - s * s);
            out[i] = dh * s * (1 - o);
        }
    }

    private static void backToCell(
            double[] out, double[] squashed, double[] dHidden, double[] dCell, int from, int to) {
        for (int i = from; i < to; i++) {
            double o = out[i];
            double s = squashed[i];
            double dh = dHidden[i] * o;
            dCell[i] += dh * (1 - s * s);
            out[i] = dh * s * (1 - o);
        }
    }

    private static void backThroughCell(
            float[] in, float[] forget, float[] candidate, float[] cell, float[] dCell, int from, int to) {
        for (int i = from; i < to; i++) {
            float dc = dCell[i];
            float x = in[i];
            float g = candidate[i];
            float f = forget[i];
            in[i] = dc * g * x * (1 - x);
            candidate[i] = dc * x * (1 - g * g);
            forget[i] = dc * cell[i] * f * (1 - f);
            dCell[i] = dc * f;
        }
    }

    private static void backThroughCell(
            double[] in, double[] forget, double[] candidate, double[] cell, double[] dCell, int from, int to) {
        for (int i = from; i < to; i++) {
            double dc = dCell[i];
            double x = in[i];
            double g = candidate[i];
            double f = forget[i];
            in[i] = dc * g * x * (1 - x);
            candidate[i] = dc * x * (1 - g * g);
            forget[i] = dc * cell[i] * f * (1 - f);
            dCell[i] = dc * f;
        }
    }
}
