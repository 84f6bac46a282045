package dev.nnkit.core.layer;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import org.jspecify.annotations.Nullable;

/**
 * {@link LstmCells} through time. Sequences do not meet, so {@link LstmThreads} share them.
 */
final class LstmForward {
    /** What a unit takes in a step besides products, as so many of their floating-point operations. */
    static final double COST = 100;

    private final LstmCells cells;
    private final Tensor x;
    private final @Nullable Tensor lengths;
    private final @Nullable LstmTape tape;
    private final Kernels kernels;
    private final Tensor rows; // [batch, width]: input, state and a 1
    private final Tensor sums; // [batch, 4 units]: rows times weights
    private final Kernels.Range product;
    private final LstmStep now;
    private final Tensor hidden; // [batch, units]
    private final @Nullable Tensor states; // [batch, time, units]: the hidden ones of all steps, where they come out

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
        Shape state = Shape.of(x.batch(), cells.units());
        Tensor weights = cells.weights(step);
        rows = step.scratch(x.type(), Shape.of(x.batch(), cells.width()));
        sums = step.scratch(x.type(), Shape.of(x.batch(), 4 * cells.units()));
        product = kernels.multiplyRows(rows, weights, sums, Write.SET);
        now = LstmStep.of(x.type(), state, step);
        hidden = step.zeros(x.type(), state);
        states = cells.allSteps() ? step.scratchWithLast(x, cells.units()) : null;
    }

    Tensor run() {
        int time = x.shape().axis(1);
        rows.fill(1); // the last column stays so
        double cost = time * cells.units() * (8.0 * cells.width() + COST);
        LstmThreads.split(kernels, x.batch(), cost, (from, to) -> {
            for (int t = 0; t < time; t++) {
                step(t, from, to);
            }
        });
        return states == null ? hidden : states;
    }

    private void step(int t, int from, int to) {
        int n = cells.units();
        takeRows(t, from, to);
        product.run(from, to);
        now.takeGates(sums, from, to);
        LstmLoops.squash(now, kernels.functions(), from * n, to * n);
        if (lengths != null) {
            now.shut(lengths, t, from, to);
        }
        if (tape != null) {
            tape.keep(rows, now, t, from, to);
        }
        LstmLoops.advance(now, kernels.functions(), from * n, to * n);
        if (tape != null) {
            tape.keepSquashed(now, t, from, to);
        }
        LstmLoops.open(now, hidden, from * n, to * n);
        if (lengths != null) {
            keepDead(lengths, t, from, to);
        }
        if (states != null) {
            int time = x.shape().axis(1);
            RowCopies.copy(hidden, from * n, n, states, (from * time + t) * n, time * n, n, to - from);
        }
    }

    /** The input of step t and the state before it. */
    private void takeRows(int t, int from, int to) {
        int n = cells.units();
        int features = cells.features();
        int width = cells.width();
        int time = x.shape().axis(1);
        int start = from * width;
        RowCopies.copy(x, (from * time + t) * features, time * features, rows, start, width, features, to - from);
        RowCopies.copy(hidden, from * n, n, rows, start + features, width, n, to - from);
    }

    /** The state of a sequence that has ended is that before the step. */
    private void keepDead(Tensor ends, int t, int from, int to) {
        int n = cells.units();
        for (int b = from; b < to; b++) {
            if (t >= ends.ints()[b]) {
                RowCopies.copy(rows, b * cells.width() + cells.features(), hidden, b * n, n);
            }
        }
    }
}
