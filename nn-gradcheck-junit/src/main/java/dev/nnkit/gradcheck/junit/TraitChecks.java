package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trait excuses from tests, so it is itself tested: one that does not hold would hide mistakes. */
final class TraitChecks {
    private TraitChecks() {}

    static void declaredTraitsAreTrue(Trial trial) {
        Network network = trial.network();
        if (trial.of().is(Traits.SURROGATE_GRADIENT)) {
            assertFalse(
                    PullbackChecks.report(trial, 1, true).isCorrect(),
                    "the gradient agrees with differences, so Traits.SURROGATE_GRADIENT is not needed");
        }
        if (trial.of().is(Traits.NO_INPUT_GRADIENT)) {
            handsNothingBack(trial, network);
        }
        if (trial.of().is(Traits.TRAINING_DIFFERS)) {
            Tensor predicted = network.infer(trial.inputs(), trial.inference()).copy();
            Tensor trained = network.forward(trial.inputs(), trial.training()).output();
            assertFalse(
                    predicted.sameBits(trained),
                    "predictions have the bits of training, so Traits.TRAINING_DIFFERS is not needed");
        }
        if (trial.of().is(Traits.SWALLOWS_NAN)) {
            List<Tensor> inputs = trial.inputs();
            inputs.stream().filter(t -> t.type().isFloating()).forEach(t -> t.fill(Double.NaN));
            Tensor output = network.infer(inputs, trial.inference());
            assertFalse(
                    BatchChecks.isAllNan(output),
                    "NaN comes out where it went in, so Traits.SWALLOWS_NAN is not needed");
        }
    }

    private static void handsNothingBack(Trial trial, Network network) {
        Network.Pass pass = network.forward(trial.inputs(), trial.training());
        @Nullable
        Tensor[] gradients = pass.back().apply(Trial.upstream(pass.output(), 1), Gradients.of(network.parameters()));
        for (Tensor gradient : gradients) {
            double largest = gradient == null ? 0 : Checks.largest(gradient);
            assertEquals(0, largest, "largest gradient of an input, against Traits.NO_INPUT_GRADIENT");
        }
    }
}
