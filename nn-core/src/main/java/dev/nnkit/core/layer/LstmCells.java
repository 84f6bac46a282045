package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Lstm} and {@link MaskedLstm} share. The inputs of all steps go through one product; each step is then one
 * product with the state and one loop over the gates ({@link LstmRows}). Backwards likewise: one product a step carries
 * the gradient of the state, and the weights get theirs from all steps at once.
 */
record LstmCells(
        String who, Shape example, boolean allSteps, Parameter inputWeight, Parameter recurrentWeight, Parameter bias) {
    /** About the floating-point operations for one unit in one step, with exp and tanh. */
    private static final double COST = 100;

    static void requireUnits(String word, int units) {
        if (units < 1) {
            throw new IllegalArgumentException(word + ": units must be 1 or more but is " + units + ".");
        }
    }

    static LstmCells build(String who, int units, boolean allSteps, Shape example, Initialization initialization) {
        Sequences.requireExample(who, example, allSteps ? null : Shape.of(units));
        int features = example.last();
        Initialization plain = initialization.withGain(1); // the gates have squashing functions of their own
        Parameter inputWeight = plain.weight("inputWeight", Shape.of(features, 4 * units), features, 4 * units);
        Parameter recurrentWeight = plain.weight("recurrentWeight", Shape.of(units, 4 * units), units, 4 * units);
        Parameter bias = plain.constant("bias", Role.BIAS, Shape.of(4 * units), 0);
        for (int j = units; j < 2 * units; j++) {
            bias.value().set(j, 1);
        }
        return new LstmCells(who, example, allSteps, inputWeight, recurrentWeight, bias);
    }

    private int units() {
        return recurrentWeight.shape().axis(0);
    }

    Shape outputShape(Shape shape) {
        Shape last = Shape.of(units());
        Sequences.requireExample(who, shape, allSteps ? null : last);
        Shape output = allSteps ? shape.withLast(units()) : last;
        Sequences.requireFeatures(who, shape, example.last(), output);
        return output;
    }

    List<Parameter> parameters() {
        return List.of(inputWeight, recurrentWeight, bias);
    }

    /** @param lengths [batch]: how many steps of each example live, or null where all do */
    Run run(Tensor x, @Nullable Tensor lengths, StepContext step) {
        Sequences.require(who, x, example);
        int batch = x.batch();
        int time = x.shape().axis(1);
        Tensor gates = step.scratchWithLast(x, 4 * units());
        Kernels kernels = step.kernels();
        kernels.multiply(x, inputWeight.value(), gates, Write.SET);
        kernels.addRow(bias.value(), gates);
        LstmRows.Tape tape = new LstmRows.Tape(
                time,
                units(),
                lengths,
                gates,
                step.scratchWithLast(x, units()),
                step.scratchWithLast(x, units()),
                step.scratchWithLast(x, units()));
        Shape one = Shape.of(batch, units());
        Tensor hidden = step.zeros(x.type(), one);
        Tensor cell = step.zeros(x.type(), one);
        Tensor recurrent = step.scratch(x.type(), Shape.of(batch, 4 * units()));
        Tensor all = allSteps ? step.scratchWithLast(x, units()) : null;
        for (int t = 0; t < time; t++) {
            kernels.multiply(hidden, recurrentWeight.value(), recurrent, Write.SET);
            LstmRows.State state = new LstmRows.State(t, recurrent, hidden, cell, all);
            kernels.split(
                    batch, COST * units(), (from, to) -> LstmRows.forward(tape, state, kernels.functions(), from, to));
        }
        return new Run(this, x, tape, all == null ? hidden : all, step);
    }

    /** One forward run, and its way back. */
    record Run(LstmCells cells, Tensor x, LstmRows.Tape tape, Tensor output, StepContext step) {
        /** Adds the gradients of the parameters; gives those of the gates before they were squashed. */
        Tensor back(Tensor dy, Gradients into) {
            Tensor gateGradient = throughTime(dy);
            Kernels kernels = step.kernels();
            if (into.wants(cells.inputWeight)) {
                kernels.multiplyTransposedA(x, gateGradient, into.sum(cells.inputWeight), Write.ADD);
            }
            if (into.wants(cells.recurrentWeight)) {
                kernels.multiplyTransposedA(
                        tape.hiddenBefore(), gateGradient, into.sum(cells.recurrentWeight), Write.ADD);
            }
            if (into.wants(cells.bias)) {
                kernels.sumRows(gateGradient, into.sum(cells.bias), Write.ADD);
            }
            return gateGradient;
        }

        Tensor inputGradient(Tensor gateGradient) {
            Tensor dx = step.scratchLike(x);
            step.kernels().multiplyTransposedB(gateGradient, cells.inputWeight.value(), dx, Write.SET);
            return dx;
        }

        private Tensor throughTime(Tensor dy) {
            Shape one = Shape.of(x.batch(), cells.units());
            Tensor hidden = cells.allSteps
                    ? step.zeros(x.type(), one)
                    : step.scratchLike(dy).set(dy);
            Tensor cell = step.zeros(x.type(), one);
            Tensor gatesNow = step.scratch(x.type(), Shape.of(x.batch(), 4 * cells.units()));
            Tensor gateGradient = step.scratchLike(tape.gates());
            Kernels kernels = step.kernels();
            for (int t = tape.time() - 1; t >= 0; t--) {
                LstmRows.State state = new LstmRows.State(t, gatesNow, hidden, cell, cells.allSteps ? dy : null);
                kernels.split(
                        x.batch(),
                        COST * cells.units(),
                        (from, to) -> LstmRows.back(tape, state, gateGradient, from, to));
                if (t > 0) {
                    kernels.multiplyTransposedB(gatesNow, cells.recurrentWeight.value(), hidden, Write.ADD);
                }
            }
            return gateGradient;
        }
    }
}
