package dev.nnkit.core.layer;

import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;

/**
 * What the way back needs of all steps of {@link LstmCells}.
 *
 * @param inputs [time, batch, features + units + 1]: what the weights were multiplied with
 * @param kept [time, 6, batch, units]: the gates, the cell before each step, and tanh of the one after
 */
record LstmTape(Tensor inputs, Tensor kept) {
    static LstmTape of(LstmCells cells, Tensor x, StepContext step) {
        int time = x.shape().axis(1);
        return new LstmTape(
                step.scratch(x.type(), Shape.of(time, x.batch(), cells.width())),
                step.scratch(x.type(), Shape.of(time, 6, x.batch(), cells.units())));
    }

    private int at(int t, int which, int example) {
        return ((t * 6 + which) * kept.shape().axis(2) + example) * kept.shape().last();
    }

    private void keep(Tensor tensor, int t, int which, int from, int to) {
        int units = kept.shape().last();
        RowCopies.copy(tensor, from * units, kept, at(t, which, from), (to - from) * units);
    }

    private void give(Tensor tensor, int t, int which, int from, int to) {
        int units = kept.shape().last();
        RowCopies.copy(kept, at(t, which, from), tensor, from * units, (to - from) * units);
    }

    /** Keeps what step t has before its cell moves on: examples from <= b < to. */
    void keep(Tensor rows, LstmStep step, int t, int from, int to) {
        int width = rows.shape().last();
        RowCopies.copy(rows, from * width, inputs, (t * rows.batch() + from) * width, (to - from) * width);
        keep(step.in(), t, 0, from, to);
        keep(step.forget(), t, 1, from, to);
        keep(step.candidate(), t, 2, from, to);
        keep(step.out(), t, 3, from, to);
        keep(step.cell(), t, 4, from, to);
    }

    void keepSquashed(LstmStep step, int t, int from, int to) {
        keep(step.squashed(), t, 5, from, to);
    }

    /** Makes a step what step t was, with the cell that it began with. */
    void restore(LstmStep step, int t, int from, int to) {
        give(step.in(), t, 0, from, to);
        give(step.forget(), t, 1, from, to);
        give(step.candidate(), t, 2, from, to);
        give(step.out(), t, 3, from, to);
        give(step.cell(), t, 4, from, to);
        give(step.squashed(), t, 5, from, to);
    }
}
