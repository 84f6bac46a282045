package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.GradientReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is checked of the way back. */
final class PullbackChecks {
    private static final double ROUNDING = 1e-12;
    private static final double SUM_OF_TWO = 1e-10;

    private PullbackChecks() {}

    static void agreesWithDifferences(Trial trial) {
        for (long seed = 1; seed <= 2; seed++) {
            verify(trial, seed, true);
        }
    }

    static void agreesWithDifferencesInPredictions(Trial trial) {
        verify(trial, 1, false);
    }

    private static void verify(Trial trial, long seed, boolean training) {
        GradientReport report = report(trial, seed, training);
        if (!report.isCorrect()) {
            fail(report.toString());
        }
    }

    /** Of all that the traits of the case do not except. */
    static GradientReport report(Trial trial, long seed, boolean training) {
        GradientCheck check = trial.network()
                .check(trial.inputs(seed))
                .named(trial + ", inputs of seed " + seed)
                .seed(seed)
                .training(training)
                .kernels(trial.kernels());
        GradientReport report = (trial.of().is(Traits.KINKED) ? check.allowKinks(1) : check).run();
        return report.only(
                t -> !(trial.of().is(Traits.NO_INPUT_GRADIENT) && t.name().startsWith("input")));
    }

    /** The second call adds what the first one did, to what stands there already, and returns the same. */
    static void addsAndKeepsNoState(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        StepContext step = trial.training();
        Network.Pass pass = network.forward(inputs, step);
        Tensor upstream = Trial.upstream(pass.output(), 1);
        Gradients gradients = Gradients.of(network.parameters());
        List<@Nullable Tensor> first = trial.copies(inputs, pass.back().apply(upstream, gradients));
        List<Tensor> once = Trial.sums(network, gradients);
        List<@Nullable Tensor> second = trial.copies(inputs, pass.back().apply(upstream, gradients));
        List<Tensor> twice = Trial.sums(network, gradients);
        Tensor output = pass.output();
        new Result(output, first, once)
                .sameInputGradients(new Result(output, second, twice), "the same pullback called twice");
        Result added = new Result(output, first, once).timesGradients(2);
        added.nearGradients(new Result(output, added.inputGradients(), twice), ROUNDING, "two pullbacks must add up");
    }

    static void isLinear(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Network.Pass pass = network.forward(inputs, trial.training());
        Tensor output = pass.output().copy();
        Tensor u = Trial.upstream(output, 1);
        Tensor v = Trial.upstream(output, 2);
        Tensor sum = u.copy();
        Tensor doubled = u.copy();
        trial.kernels().add(u, v, sum);
        trial.kernels().scale(2, doubled);
        Result ofU = trial.back(network, inputs, pass, output, u);
        Result ofV = trial.back(network, inputs, pass, output, v);
        Result ofSum = trial.back(network, inputs, pass, output, sum);
        Result ofDoubled = trial.back(network, inputs, pass, output, doubled);
        ofU.timesGradients(2).nearGradients(ofDoubled, ROUNDING, "twice the upstream gradient must give twice");
        ofU.plusGradients(ofV).nearGradients(ofSum, SUM_OF_TWO, "the sum of two upstream gradients must give the sum");
    }

    static void zeroGivesZero(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Network.Pass pass = network.forward(inputs, trial.training());
        Tensor output = pass.output().copy();
        Result result = trial.back(network, inputs, pass, output, output.copy().fill(0));
        for (Tensor gradient : result.allGradients()) {
            assertEquals(0, Checks.largest(gradient), "a gradient of zero must give zeros");
        }
    }

    /** Two forward calls in one step, and then their pullbacks: in order, and the other way round. */
    static void twoPassesAreIndependent(Trial trial) {
        Network network = trial.network();
        List<Tensor> a = trial.inputs(1);
        List<Tensor> b = trial.inputs(2);
        Result aloneA = trial.run(network, a, trial.training());
        Result aloneB = trial.run(network, b, trial.training());
        for (boolean inOrder : new boolean[] {true, false}) {
            StepContext step = trial.training();
            Network.Pass passA = network.forward(a, step);
            Network.Pass passB = network.forward(b, step);
            Tensor upstream = Trial.upstream(passA.output(), 1);
            Result first = inOrder
                    ? trial.back(network, a, passA, passA.output(), upstream)
                    : trial.back(network, b, passB, passB.output(), upstream);
            Result second = inOrder
                    ? trial.back(network, b, passB, passB.output(), upstream)
                    : trial.back(network, a, passA, passA.output(), upstream);
            String order = inOrder ? "the first pass called back first" : "the last pass called back first";
            aloneA.sameBits(inOrder ? first : second, "two passes in a step, " + order + ", pass 1");
            aloneB.sameBits(inOrder ? second : first, "two passes in a step, " + order + ", pass 2");
        }
    }

    static void parametersOnlyAgrees(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Result expected = trial.run(network, inputs, trial.training());
        Network.Pass pass = network.forward(inputs, trial.training());
        Gradients gradients = Gradients.of(network.parameters());
        pass.parametersOnly().apply(Trial.upstream(pass.output(), 1), gradients);
        new Result(expected.output(), List.of(), expected.parameterGradients())
                .sameGradients(
                        new Result(expected.output(), List.of(), Trial.sums(network, gradients)),
                        "parametersOnly against apply");
    }

    /** The input gradient is the same if nobody asks for the parameters', and if only one is asked for. */
    static void unwantedGradientsChangeNothing(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Result expected = trial.run(network, inputs, trial.training());
        List<Parameter> trainable =
                network.parameters().stream().filter(Parameter::isTrainable).toList();
        for (int wanted = -1; wanted < trainable.size(); wanted++) {
            @Nullable Parameter only = wanted < 0 ? null : trainable.get(wanted);
            Gradients gradients = Gradients.of(network.parameters(), p -> Objects.equals(p, only));
            Network.Pass pass = network.forward(inputs, trial.training());
            List<@Nullable Tensor> inputGradients =
                    trial.copies(inputs, pass.back().apply(Trial.upstream(pass.output(), 1), gradients));
            Result actual = new Result(expected.output(), inputGradients, List.of());
            expected.sameInputGradients(actual, "only " + (only == null ? "no parameter" : only) + " is asked for");
            if (only != null) {
                Checks.sameBits(
                        expected.parameterGradients().get(wanted),
                        gradients.rowSums(only).copy(),
                        "only " + only + " is asked for, its gradient");
            }
        }
    }

    static void shapesAgree(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Network.Pass pass = network.forward(inputs, trial.training());
        @Nullable
        Tensor[] gradients = pass.back().apply(Trial.upstream(pass.output(), 1), Gradients.of(network.parameters()));
        assertEquals(inputs.size(), gradients.length, "one gradient for each input, null where there is none");
        for (int i = 0; i < gradients.length; i++) {
            Tensor gradient = gradients[i];
            boolean differentiable =
                    inputs.get(i).type().isFloating() && !trial.of().is(Traits.NO_INPUT_GRADIENT);
            assertFalse(
                    gradient == null && differentiable, "input " + i + " is floating, its gradient must not be null");
            if (gradient != null && differentiable) {
                assertEquals(inputs.get(i).shape(), gradient.shape(), "shape of the gradient of input " + i);
                assertEquals(inputs.get(i).type(), gradient.type(), "type of the gradient of input " + i);
            }
        }
    }
}
