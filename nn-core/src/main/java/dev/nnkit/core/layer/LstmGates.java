package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.Arrays;

/**
 * What the steps of {@link LstmCells} work on and the way back needs, each [steps, batch, units]: of all steps, or of one,
 * whose memory all use in turn. A step past the end of a sequence has its gates shut (in, candidate and out 0, forget 1):
 * the cell stands still, and no gradient enters or leaves but the cell's own.
 *
 * @param cell before the step
 * @param squashed tanh of the cell that the step ends with
 */
record LstmGates(Tensor in, Tensor forget, Tensor candidate, Tensor out, Tensor cell, Tensor squashed) {
    /** @param like [steps, batch, any] */
    static LstmGates of(Tensor like, int units, StepContext step) {
        return new LstmGates(
                step.scratchWithLast(like, units),
                step.scratchWithLast(like, units),
                step.scratchWithLast(like, units),
                step.scratchWithLast(like, units),
                step.scratchWithLast(like, units),
                step.scratchWithLast(like, units));
    }

    /** Where the elements of an example in step t begin. */
    int start(int t, int example) {
        Shape shape = in.shape();
        return (t % shape.axis(0) * shape.axis(1) + example) * shape.last();
    }

    /** Takes the gates of step t, examples from <= b < to, out of {@code rows} [batch, 4 units]. */
    void take(Tensor rows, int t, int from, int to) {
        int n = in.shape().last();
        int start = start(t, from);
        int row = 4 * n * from;
        RowCopies.copy(rows, row, 4 * n, in, start, n, n, to - from);
        RowCopies.copy(rows, row + n, 4 * n, forget, start, n, n, to - from);
        RowCopies.copy(rows, row + 2 * n, 4 * n, candidate, start, n, n, to - from);
        RowCopies.copy(rows, row + 3 * n, 4 * n, out, start, n, n, to - from);
    }

    /** Puts the gates of this, of one step, into {@code rows} [batch, 4 units]. */
    void put(Tensor rows, int from, int to) {
        int n = in.shape().last();
        int start = from * n;
        int row = 4 * start;
        RowCopies.copy(in, start, n, rows, row, 4 * n, n, to - from);
        RowCopies.copy(forget, start, n, rows, row + n, 4 * n, n, to - from);
        RowCopies.copy(candidate, start, n, rows, row + 2 * n, 4 * n, n, to - from);
        RowCopies.copy(out, start, n, rows, row + 3 * n, 4 * n, n, to - from);
    }

    /** Makes this, of one step, what {@code all} is in step t. */
    void set(LstmGates all, int t, int from, int to) {
        int source = all.start(t, from);
        int target = start(t, from);
        int count = start(t, to) - target;
        RowCopies.copy(all.in, source, in, target, count);
        RowCopies.copy(all.forget, source, forget, target, count);
        RowCopies.copy(all.candidate, source, candidate, target, count);
        RowCopies.copy(all.out, source, out, target, count);
        RowCopies.copy(all.cell, source, cell, target, count);
        RowCopies.copy(all.squashed, source, squashed, target, count);
    }

    /** Shuts the gates of those examples of from <= b < to that have ended before step t. */
    void shut(Tensor lengths, int t, int from, int to) {
        for (int b = from; b < to; b++) {
            if (t >= lengths.ints()[b]) {
                int start = start(t, b);
                int end = start(t, b + 1);
                fill(in, start, end, 0);
                fill(forget, start, end, 1);
                fill(candidate, start, end, 0);
                fill(out, start, end, 0);
            }
        }
    }

    static void fill(Tensor tensor, int from, int to, int value) {
        if (tensor.type() == DataType.FLOAT32) {
            Arrays.fill(tensor.floats(), from, to, value);
        } else {
            Arrays.fill(tensor.doubles(), from, to, value);
        }
    }
}
