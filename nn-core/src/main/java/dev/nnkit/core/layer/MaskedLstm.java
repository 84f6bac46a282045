package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Lstm} for sequences of unequal lengths in one batch. Inputs: the sequence [time, features], padded at its end
 * with any finite numbers, and its length, INT32 [], 0 to time. Past its length the state of an example stands still: the
 * last state is that of its last live step (zeros for length 0), and gradients of dead steps reach that step. Formulas and
 * parameters are those of {@link Lstm}. Thread-safe: immutable.
 *
 * @param units how long the state is, 1 or more; throws IllegalArgumentException otherwise
 * @param allSteps whether the states of all steps come out, [time, units], or only the last, [units]; default false
 */
public record MaskedLstm(int units, boolean allSteps) implements JoinSpec {
    public MaskedLstm {
        LstmCells.requireUnits("maskedLstm", units);
    }

    static MaskedLstm read(Arguments arguments) {
        return new MaskedLstm(arguments.integer("units"), arguments.flag("allSteps", false));
    }

    /** The same, giving the states of all steps. */
    public MaskedLstm withAllSteps() {
        return new MaskedLstm(units, true);
    }

    @Override
    public Join build(List<Shape> examples, Initialization initialization) {
        String who = initialization.describe(this);
        requireTwo(who, examples);
        Operands.requireSingle(who, examples.get(1));
        return new Built(who, LstmCells.build(who, units, allSteps, examples.get(0), initialization));
    }

    private static void requireTwo(String who, List<?> inputs) {
        Inputs.requireCount(who, inputs, 2, 2, "a sequence and its length");
    }

    private record Built(String who, LstmCells cells) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            requireTwo(who, examples);
            Operands.requireSingle(who, examples.get(1));
            return cells.outputShape(examples.get(0));
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            requireTwo(who, inputs);
            Operands.requireOneBatch(who, inputs);
            Tensor x = inputs.get(0);
            Sequences.require(who, x, cells.example());
            Sequences.requireLengths(who, inputs.get(1), x.shape().axis(1));
            LstmCells.Run run = cells.run(x, inputs.get(1), step);
            return new Forward(run.output(), (dy, into) ->
                    new @Nullable Tensor[] {run.inputGradient(run.back(dy, into)), null});
        }

        @Override
        public List<Parameter> parameters() {
            return cells.parameters();
        }
    }

    @Override
    public String toString() {
        return SpecText.of("maskedLstm")
                .add(units)
                .option("allSteps", allSteps, false)
                .toString();
    }
}
