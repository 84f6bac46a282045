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
    private final int batch;
    private final @Nullable Tensor lengths;
    private final LstmForward forward;
    private final Kernels kernels;
    private final Tensor dy;
    private final LstmGates now;
    private final Tensor dHidden; // [batch, units]
    private final Tensor dCell; // [batch, units]
    private final Tensor arriving; // [batch, units]: what reaches the state from outside
    private final Tensor dStates; // [time, batch, units]: what reaches the state before each step through its gates
    private final Kernels.Range product;

    LstmBack(LstmCells.Run run, Tensor dy, StepContext step) {
        this.dy = dy;
        cells = run.cells();
        time = run.x().shape().axis(1);
        batch = dy.batch();
        lengths = run.lengths();
        forward = run.forward();
        kernels = step.kernels();
        int n = cells.units();
        Shape state = Shape.of(batch, n);
        now = LstmGates.of(dy.type(), 1, batch, n, step);
        dHidden = step.zeros(dy.type(), state);
        dCell = step.zeros(dy.type(), state);
        arriving = step.scratch(dy.type(), state);
        dStates = step.scratch(dy.type(), Shape.of(time, batch, n));
        Tensor weight = transposed(cells.recurrentWeight().value(), step);
        product = kernels.multiplyRows(forward.sums, weight, dStates, Write.SET);
    }

    /** So that the product of each step finds its columns side by side. */
    private static Tensor transposed(Tensor matrix, StepContext step) {
        int rows = matrix.shape().axis(0);
        int columns = matrix.shape().axis(1);
        Tensor result = step.scratch(matrix.type(), Shape.of(columns, rows));
        RowCopies.transpose(matrix, result);
        return result;
    }

    /** The gradients of the gates' sums, [time, batch, 4 units], where the sums were, which nobody needs any more. */
    Tensor run() {
        if (!cells.allSteps()) {
            dHidden.set(dy);
        }
        double cost = time * cells.units() * (8.0 * cells.units() + LstmForward.COST);
        LstmThreads.split(kernels, batch, cost, (from, to) -> {
            for (int t = time - 1; t >= 0; t--) {
                step(t, from, to);
            }
        });
        return forward.sums;
    }

    private void step(int t, int from, int to) {
        int n = cells.units();
        if (cells.allSteps()) {
            RowCopies.copy(dy, (from * time + t) * n, time * n, arriving, from * n, n, n, to - from);
            LstmLoops.add(arriving, dHidden, from * n, to * n);
        }
        now.set(forward.gates, t, from, to);
        LstmLoops.back(now, dHidden, dCell, from * n, to * n);
        now.put(forward.sums, t, from, to);
        if (t > 0) {
            product.run(t * batch + from, t * batch + to);
            goBack(t, from, to);
        }
    }

    /** The gradient of the state of a sequence that has ended is that of the state before. */
    private void goBack(int t, int from, int to) {
        int n = cells.units();
        if (lengths == null) {
            RowCopies.copy(dStates, (t * batch + from) * n, dHidden, from * n, (to - from) * n);
        } else {
            for (int b = from; b < to; b++) {
                if (t < lengths.ints()[b]) {
                    RowCopies.copy(dStates, (t * batch + b) * n, dHidden, b * n, n);
                }
            }
        }
    }
}
