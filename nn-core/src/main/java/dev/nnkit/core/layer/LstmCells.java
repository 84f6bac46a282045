package dev.nnkit.core.layer;

import dev.nnkit.api.FileLayout;
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
 * What {@link Lstm} and {@link MaskedLstm} share. A step is one product: the input, the state and a 1, side by side, times
 * the weights of both and the bias, one below the other ({@link LstmForward}), so that its sums stay in the nearest cache;
 * docs/performance.md says what else was measured. Gates are squashed where the way back reads them ({@link LstmGates}).
 * There ({@link LstmBack}) one product a step carries the gradient of the state; inputs and weights get theirs from one
 * product over all steps.
 */
record LstmCells(
        String who, Shape example, boolean allSteps, Parameter inputWeight, Parameter recurrentWeight, Parameter bias) {
    static void requireUnits(String word, int units) {
        if (units < 1) {
            throw new IllegalArgumentException(word + ": units must be 1 or more but is " + units + ".");
        }
    }

    static LstmCells build(String who, int units, boolean allSteps, Shape example, Initialization initialization) {
        Sequences.requireExample(who, example, allSteps ? null : Shape.of(units));
        int features = example.last();
        Initialization plain = initialization.withGain(1); // the gates have squashing functions of their own
        Parameter inputWeight = weight("inputWeight", features, units, plain);
        Parameter recurrentWeight = weight("recurrentWeight", units, units, plain);
        Parameter bias = plain.parameter("bias", Role.BIAS, Shape.of(4 * units), value -> {
            for (int j = units; j < 2 * units; j++) {
                value.set(j, 1);
            }
        });
        return new LstmCells(who, example, allSteps, inputWeight, recurrentWeight, bias);
    }

    private static Parameter weight(String name, int inputs, int units, Initialization initialization) {
        Shape matrix = Shape.of(inputs, 4 * units);
        return initialization.inFile(FileLayout.transposed(matrix)).weight(name, matrix, inputs, 4 * units);
    }

    int features() {
        return inputWeight.shape().axis(0);
    }

    int units() {
        return recurrentWeight.shape().axis(0);
    }

    /** How long the rows are that a step multiplies with the weights: input, state and a 1. */
    int width() {
        return features() + units() + 1;
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
        LstmTape tape = LstmTape.of(this, x, step);
        return new Run(this, x, lengths, tape, new LstmForward(this, x, lengths, tape, step).run(), step);
    }

    /** The output alone; keeps nothing of the steps. */
    Tensor infer(Tensor x, StepContext step) {
        Sequences.require(who, x, example);
        return new LstmForward(this, x, null, null, step).run();
    }

    /** Input weights, recurrent weights and bias, one below the other: [width, 4 units]. */
    Tensor weights(StepContext step) {
        Tensor all = step.scratchWithFirst(recurrentWeight.value(), width());
        int end = 0;
        for (Parameter part : parameters()) {
            RowCopies.copy(part.value(), 0, all, end, part.size());
            end += part.size();
        }
        return all;
    }

    /** One forward run, and its way back. */
    record Run(LstmCells cells, Tensor x, @Nullable Tensor lengths, LstmTape tape, Tensor output, StepContext step) {
        /** Adds the gradients of the parameters; gives those of the gates' sums, [time, batch, 4 units]. */
        Tensor back(Tensor dy, Gradients into) {
            Tensor gateGradients = new LstmBack(this, dy, step).run();
            if (into.wantsAny(cells.parameters())) {
                Tensor all = step.scratchWithFirst(cells.recurrentWeight.value(), cells.width());
                step.kernels().multiplyTransposedA(tape.inputs(), gateGradients, all, Write.SET);
                int end = 0;
                for (Parameter part : cells.parameters()) {
                    add(part, all, end, into);
                    end += part.size();
                }
            }
            return gateGradients;
        }

        /** Adds those of the gradients of {@link #weights} that begin at {@code start}. */
        private void add(Parameter part, Tensor all, int start, Gradients into) {
            if (into.wants(part)) {
                Tensor gradient = step.scratchLike(part.value());
                RowCopies.copy(all, start, gradient, 0, part.size());
                LstmLoops.add(gradient, into.sum(part), 0, part.size());
            }
        }

        Tensor inputGradient(Tensor gateGradients) {
            int time = x.shape().axis(1);
            int features = cells.features();
            Tensor byStep = step.scratchWithLast(gateGradients, features);
            Kernels kernels = step.kernels();
            kernels.multiplyTransposedB(gateGradients, cells.inputWeight.value(), byStep, Write.SET);
            Tensor dx = step.scratchLike(x);
            for (int t = 0; t < time; t++) {
                RowCopies.copy(
                        byStep,
                        t * x.batch() * features,
                        features,
                        dx,
                        t * features,
                        time * features,
                        features,
                        x.batch());
            }
            return dx;
        }
    }
}
