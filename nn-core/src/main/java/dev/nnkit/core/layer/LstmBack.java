package dev.nnkit.core.layer;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import org.jspecify.annotations.Nullable;

/** {@link LstmCells} back through time, shared by threads as {@link LstmForward} is. */
final class LstmBack {
    private final LstmCells cells;
    private final int time;
    private final @Nullable Tensor lengths;
    private final LstmTape tape;
    private final Kernels kernels;
    private final Tensor dy;
    private final LstmGates now;
    private final Tensor dHidden; // [1, batch, units]
    private final Tensor dCell; // [1, batch, units]
    private final Tensor arriving; // [1, batch, units]: what reaches the state from outside
    private final Tensor dSums; // [1, batch, 4 units]
    private final Kernels.Range product;
    private final Tensor all; // [time, batch, 4 units]: dSums of all steps

    LstmBack(LstmCells.Run run, Tensor dy, StepContext step) {
        this.dy = dy;
        cells = run.cells();
        time = run.x().shape().axis(1);
        lengths = run.lengths();
        tape = run.tape();
        kernels = step.kernels();
        int n = cells.units();
        dHidden = step.zeros(dy.type(), Shape.of(1, dy.batch(), n));
        dCell = step.zerosLike(dHidden);
        arriving = step.scratchLike(dHidden);
        dSums = step.scratchWithLast(dHidden, 4 * n);
        now = LstmGates.of(dHidden, n, step);
        Tensor weight = transposed(cells.recurrentWeight().value(), step);
        product = kernels.multiplyRows(dSums, weight, dHidden, lengths == null ? Write.SET : Write.ADD);
        all = step.scratchWithLast(tape.inputs(), 4 * n);
    }

    /** So that the product of each step finds its columns side by side. */
    private static Tensor transposed(Tensor matrix, StepContext step) {
        int rows = matrix.shape().axis(0);
        int columns = matrix.shape().axis(1);
        Tensor result = step.scratch(matrix.type(), Shape.of(columns, rows));
        RowCopies.transpose(matrix, result);
        return result;
    }

    /** The gradients of the gates' sums, [time, batch, 4 units]. */
    Tensor run() {
        if (!cells.allSteps()) {
            dHidden.set(dy);
        }
        double cost = time * cells.units() * (8.0 * cells.units() + LstmForward.COST);
        LstmThreads.split(kernels, dy.batch(), cost, (from, to) -> {
            for (int t = time - 1; t >= 0; t--) {
                step(t, from, to);
            }
        });
        return all;
    }

    private void step(int t, int from, int to) {
        int n = cells.units();
        if (cells.allSteps()) {
            RowCopies.copy(dy, (from * time + t) * n, time * n, arriving, from * n, n, n, to - from);
            LstmLoops.add(arriving, dHidden, from * n, to * n);
        }
        now.set(tape.gates(), t, from, to);
        LstmLoops.back(now, dHidden, dCell, from * n, to * n);
        now.put(dSums, from, to);
        RowCopies.copy(dSums, 4 * from * n, all, 4 * (t * dy.batch() + from) * n, 4 * (to - from) * n);
        if (lengths != null) {
            clearLiving(lengths, t, from, to);
        }
        if (t > 0) {
            product.run(from, to);
        }
    }

    /** What comes next is added: the gradient of the state of a sequence that has ended is that of the state before. */
    private void clearLiving(Tensor ends, int t, int from, int to) {
        int n = cells.units();
        for (int b = from; b < to; b++) {
            if (t < ends.ints()[b]) {
                LstmGates.fill(dHidden, b * n, (b + 1) * n, 0);
            }
        }
    }
}
