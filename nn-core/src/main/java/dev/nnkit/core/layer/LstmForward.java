package dev.nnkit.core.layer;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import org.jspecify.annotations.Nullable;

/**
 * {@link LstmCells} through time, and what the way back needs of it. Sequences do not meet, so {@link LstmThreads} share
 * them.
 */
final class LstmForward {
    /** What a unit takes in a step besides products, as so many of their floating-point operations. */
    static final double COST = 100;
    /** What an element takes that is copied, likewise. */
    private static final double COST_OF_COPY = 4;

    private final LstmCells cells;
    private final @Nullable Tensor lengths;
    private final int time;
    private final int batch;
    private final Kernels kernels;
    private final Kernels.Range product;
    final Tensor inputs; // [time, batch, features]
    final Tensor states; // [time, batch, units + 1]: the hidden state before each step and a 1
    final Tensor sums; // [time, batch, 4 units]: of the gates
    final LstmGates gates;
    final Tensor output; // [batch, units] or [batch, time, units]

    /**
     * @param lengths [batch]: how many steps of each example live, or null where all do
     * @param keeps whether the gates of all steps are kept for the way back
     */
    LstmForward(LstmCells cells, Tensor x, @Nullable Tensor lengths, boolean keeps, StepContext step) {
        this.cells = cells;
        this.lengths = lengths;
        time = x.shape().axis(1);
        batch = x.batch();
        kernels = step.kernels();
        int n = cells.units();
        inputs = step.scratch(x.type(), Shape.of(time, batch, cells.features()));
        states = step.scratch(x.type(), Shape.of(time, batch, n + 1));
        sums = step.scratch(x.type(), Shape.of(time, batch, 4 * n));
        gates = LstmGates.of(x.type(), keeps ? time : 1, batch, n, step);
        output = cells.allSteps() ? step.scratchWithLast(x, n) : step.zeros(x.type(), Shape.of(batch, n));
        product = kernels.multiplyRows(states, cells.recurrentWeightAndBias(step), sums, Write.ADD);
        run(x);
    }

    private void run(Tensor x) {
        int features = cells.features();
        kernels.split(time, COST_OF_COPY * batch * features, (from, to) -> {
            for (int t = from; t < to; t++) {
                int start = t * batch * features;
                RowCopies.copy(x, t * features, time * features, inputs, start, features, features, batch);
            }
        });
        kernels.multiply(inputs, cells.inputWeight().value(), sums, Write.SET);
        double cost = time * cells.units() * (8.0 * cells.units() + COST);
        LstmThreads.split(kernels, batch, cost, (from, to) -> {
            for (int t = 0; t < time; t++) {
                step(t, from, to);
            }
        });
    }

    private void step(int t, int from, int to) {
        int start = gates.start(t, from);
        int end = gates.start(t, to);
        if (t == 0) {
            begin(from, to);
        }
        product.run(t * batch + from, t * batch + to);
        gates.take(sums, t, from, to);
        LstmLoops.squash(gates, kernels.functions(), start, end);
        if (lengths != null) {
            gates.shut(lengths, t, from, to);
        }
        LstmLoops.advance(gates, start, end);
        if (t + 1 < time) {
            RowCopies.copy(gates.squashed(), start, gates.cell(), gates.start(t + 1, from), end - start);
        }
        LstmLoops.tanh(gates.squashed(), kernels.functions(), start, end);
        open(t, from, to);
    }

    /** All states begin with zeros. Their first product is calculated too: weights that are NaN give NaN. */
    private void begin(int from, int to) {
        int n = cells.units();
        LstmGates.fill(gates.cell(), from * n, to * n, 0);
        for (int b = from; b < to; b++) {
            LstmGates.fill(states, b * (n + 1), b * (n + 1) + n, 0);
            LstmGates.fill(states, b * (n + 1) + n, (b + 1) * (n + 1), 1);
        }
    }

    /** What the gates let out: the state after step t, which is that before it where a sequence has ended. */
    private void open(int t, int from, int to) {
        int n = cells.units();
        int start = cells.allSteps() ? (from * time + t) * n : from * n;
        int step = cells.allSteps() ? time * n : n;
        LstmLoops.open(gates, gates.start(t, from), output, start, step, to - from);
        if (lengths != null) {
            for (int b = from; b < to; b++) {
                if (t >= lengths.ints()[b]) {
                    RowCopies.copy(states, (t * batch + b) * (n + 1), output, start + (b - from) * step, n);
                }
            }
        }
        if (t + 1 < time) {
            int next = ((t + 1) * batch + from) * (n + 1);
            LstmGates.fill(states, next, next + (to - from) * (n + 1), 1);
            RowCopies.copy(output, start, step, states, next, n + 1, n, to - from);
        }
    }
}
