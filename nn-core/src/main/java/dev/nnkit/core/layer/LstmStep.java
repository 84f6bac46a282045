package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.Arrays;

/**
 * What one step of {@link LstmCells} works on, each [batch, units]. A step past the end of a sequence has its gates shut
 * (in, candidate and out 0, forget 1): the cell stands still, and no gradient enters or leaves but the cell's own.
 *
 * @param cell before the step, then after it
 * @param squashed tanh of the cell that the step ends with
 */
record LstmStep(Tensor in, Tensor forget, Tensor candidate, Tensor out, Tensor cell, Tensor squashed) {
    static LstmStep of(DataType type, Shape shape, StepContext step) {
        return new LstmStep(
                step.scratch(type, shape),
                step.scratch(type, shape),
                step.scratch(type, shape),
                step.scratch(type, shape),
                step.zeros(type, shape),
                step.scratch(type, shape));
    }

    /** The gates of examples from <= b < to, out of rows that hold them side by side. */
    void takeGates(Tensor rows, int from, int to) {
        int units = units();
        int start = from * units;
        RowCopies.copy(rows, 4 * start, 4 * units, in, start, units, units, to - from);
        RowCopies.copy(rows, 4 * start + units, 4 * units, forget, start, units, units, to - from);
        RowCopies.copy(rows, 4 * start + 2 * units, 4 * units, candidate, start, units, units, to - from);
        RowCopies.copy(rows, 4 * start + 3 * units, 4 * units, out, start, units, units, to - from);
    }

    /** The gates of examples from <= b < to, into rows that hold them side by side. */
    void putGates(Tensor rows, int from, int to) {
        int units = units();
        int start = from * units;
        RowCopies.copy(in, start, units, rows, 4 * start, 4 * units, units, to - from);
        RowCopies.copy(forget, start, units, rows, 4 * start + units, 4 * units, units, to - from);
        RowCopies.copy(candidate, start, units, rows, 4 * start + 2 * units, 4 * units, units, to - from);
        RowCopies.copy(out, start, units, rows, 4 * start + 3 * units, 4 * units, units, to - from);
    }

    /** Shuts the gates of those examples of from <= b < to that have ended before step t. */
    void shut(Tensor lengths, int t, int from, int to) {
        for (int b = from; b < to; b++) {
            if (t >= lengths.ints()[b]) {
                fill(in, b, 0);
                fill(forget, b, 1);
                fill(candidate, b, 0);
                fill(out, b, 0);
            }
        }
    }

    /** Sets what one example has in a tensor like these. */
    static void fill(Tensor tensor, int example, int value) {
        int units = tensor.shape().last();
        int start = example * units;
        if (tensor.type() == DataType.FLOAT32) {
            Arrays.fill(tensor.floats(), start, start + units, value);
        } else {
            Arrays.fill(tensor.doubles(), start, start + units, value);
        }
    }

    private int units() {
        return in.shape().last();
    }
}
