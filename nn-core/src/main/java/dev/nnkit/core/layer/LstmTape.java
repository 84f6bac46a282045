package dev.nnkit.core.layer;

import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;

/**
 * What the way back needs of all steps of {@link LstmCells}.
 *
 * @param inputs [time, batch, features + units + 1]: what the weights were multiplied with
 */
record LstmTape(Tensor inputs, LstmGates gates) {
    static LstmTape of(LstmCells cells, Tensor x, StepContext step) {
        int time = x.shape().axis(1);
        return new LstmTape(
                step.scratch(x.type(), Shape.of(time, x.batch(), cells.width())),
                LstmGates.of(x.type(), time, x.batch(), cells.units(), step));
    }
}
