package dev.nnkit.core.layer;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import org.jspecify.annotations.Nullable;

/** {@link LstmCells} through time. Sequences do not meet, so {@link LstmThreads} share them. */
final class LstmForward {
    /** What a unit takes in a step besides products, as so many of their floating-point operations. */
    static final double COST = 100;

    private final LstmCells cells;
    private final Tensor x;
    private final @Nullable Tensor lengths;
    private final @Nullable LstmTape tape;
    private final Kernels kernels;
    private final Tensor rows; // [1, batch, width]: input, state and a 1
    private final Tensor sums; // [1, batch, 4 units]: rows times weights
    private final Kernels.Range product;
    private final LstmGates gates;
    private final Tensor hidden; // as the gates: what they let out
    private final Tensor output; // [batch, units] or [batch, time, units]

    /**
     * @param lengths [batch]: how many steps of each example live, or null where all do
     * @param tape takes what the way back needs, or null where there is none
     */
    LstmForward(LstmCells cells, Tensor x, @Nullable Tensor lengths, @Nullable LstmTape tape, StepContext step) {
        this.cells = cells;
        this.x = x;
        this.lengths = lengths;
        this.tape = tape;
        kernels = step.kernels();
        int n = cells.units();
        sums = step.scratch(x.type(), Shape.of(1, x.batch(), 4 * n));
        rows = step.scratchWithLast(sums, cells.width()).fill(0);
        product = kernels.multiplyRows(rows, cells.weights(step), sums, Write.SET);
        gates = tape == null ? LstmGates.of(sums, n, step) : tape.gates();
        hidden = step.scratchLike(gates.out());
        output = cells.allSteps() ? step.scratchWithLast(x, n) : step.scratch(x.type(), Shape.of(x.batch(), n));
    }

    Tensor run() {
        int time = x.shape().axis(1);
        int width = cells.width();
        for (int b = 0; b < x.batch(); b++) {
            LstmGates.fill(rows, (b + 1) * width - 1, (b + 1) * width, 1); // stays so
        }
        if (time > 0) {
            LstmGates.fill(gates.cell(), 0, gates.start(0, x.batch()), 0);
        }
        double cost = time * cells.units() * (8.0 * width + COST);
        LstmThreads.split(kernels, x.batch(), cost, (from, to) -> {
            for (int t = 0; t < time; t++) {
                step(t, from, to);
            }
            if (!cells.allSteps()) {
                takeStates(output, from * cells.units(), cells.units(), from, to);
            }
        });
        return output;
    }

    private void step(int t, int from, int to) {
        int n = cells.units();
        int time = x.shape().axis(1);
        int features = cells.features();
        int width = cells.width();
        RowCopies.copy(
                x, (from * time + t) * features, time * features, rows, from * width, width, features, to - from);
        product.run(from, to);
        if (tape != null) {
            RowCopies.copy(rows, from * width, tape.inputs(), (t * x.batch() + from) * width, (to - from) * width);
        }
        advance(t, from, to);
        if (cells.allSteps()) {
            takeStates(output, (from * time + t) * n, time * n, from, to);
        }
    }

    /** From the sums of the gates to the state, which stays what it is where a sequence has ended. */
    private void advance(int t, int from, int to) {
        int start = gates.start(t, from);
        int end = gates.start(t, to);
        gates.take(sums, t, from, to);
        LstmLoops.squash(gates, kernels.functions(), start, end);
        if (lengths != null) {
            gates.shut(lengths, t, from, to);
        }
        LstmLoops.advance(gates, start, end);
        if (t + 1 < x.shape().axis(1)) {
            RowCopies.copy(gates.squashed(), start, gates.cell(), gates.start(t + 1, from), end - start);
        }
        LstmLoops.tanh(gates.squashed(), kernels.functions(), start, end);
        LstmLoops.open(gates, hidden, start, end);
        if (lengths == null) {
            open(t, from, to);
        } else {
            for (int b = from; b < to; b++) {
                if (t < lengths.ints()[b]) {
                    open(t, b, b + 1);
                }
            }
        }
    }

    /** The gates let out the state, beside the input of the next step. */
    private void open(int t, int from, int to) {
        int width = cells.width();
        int n = cells.units();
        RowCopies.copy(hidden, gates.start(t, from), n, rows, from * width + cells.features(), width, n, to - from);
    }

    /** Copies the states of examples from <= b < to into rows that begin {@code step} apart. */
    private void takeStates(Tensor target, int start, int step, int from, int to) {
        int width = cells.width();
        int n = cells.units();
        RowCopies.copy(rows, from * width + cells.features(), width, target, start, step, n, to - from);
    }
}
