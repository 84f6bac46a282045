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
        Tensor inputs = step.scratch(x.type(), Shape.of(x.shape().axis(1), x.batch(), cells.width()));
        return new LstmTape(inputs, LstmGates.of(inputs, cells.units(), step));
    }
}
