package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * Long short-term memory over sequences [time, features]; gives the last state, [units], or all, [time, units]. From
 * {@code h = c = 0}, for each step:
 *
 * <pre>{@code
 * i = sigmoid(x Wi + h Ui + bi)      f = sigmoid(x Wf + h Uf + bf)
 * g = tanh   (x Wg + h Ug + bg)      o = sigmoid(x Wo + h Uo + bo)
 * c = f c + i g                      h = o tanh(c)
 * }</pre>
 *
 * <p>Parameters, the gates side by side in the order i, f, g, o: {@code inputWeight} [features, 4 units], normal with
 * 1 / sqrt(features); {@code recurrentWeight} [units, 4 units], normal with 1 / sqrt(units); {@code bias} [4 units],
 * zeros, but ones for f, so that a new network remembers (Jozefowicz et al.). Sequences may differ in length from batch
 * to batch; where they do within one, use {@link MaskedLstm}. Thread-safe: immutable.
 *
 * @param units how long the state is, 1 or more; throws IllegalArgumentException otherwise
 * @param allSteps whether the states of all steps come out, or only the last; default false
 * @see <a href="https://doi.org/10.1162/089976600300015015">Gers, Schmidhuber, Cummins 2000, section 3</a>
 * @see <a href="https://proceedings.mlr.press/v37/jozefowicz15.html">Jozefowicz, Zaremba, Sutskever 2015, section 2.2</a>
 */
public record Lstm(int units, boolean allSteps) implements LayerSpec {
    public Lstm {
        LstmCells.requireUnits("lstm", units);
    }

    static Lstm read(Arguments arguments) {
        return new Lstm(arguments.integer("units"), arguments.flag("allSteps", false));
    }

    /** The same, giving the states of all steps. */
    public Lstm withAllSteps() {
        return new Lstm(units, true);
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        return new Built(LstmCells.build(initialization.describe(this), units, allSteps, example, initialization));
    }

    private record Built(LstmCells cells) implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            return cells.outputShape(example);
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            LstmCells.Run run = cells.run(x, null, step);
            return new Forward(run.output(), new Back(run));
        }

        @Override
        public Tensor infer(Tensor x, StepContext step) {
            return cells.infer(x, step);
        }

        @Override
        public List<Parameter> parameters() {
            return cells.parameters();
        }
    }

    private record Back(LstmCells.Run run) implements Layer.Pullback {
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            return run.inputGradient(run.back(dy, into));
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            run.back(dy, into);
        }
    }

    @Override
    public String toString() {
        return SpecText.of("lstm")
                .add(units)
                .option("allSteps", allSteps, false)
                .toString();
    }
}
