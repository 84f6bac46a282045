package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is checked of the way forward. */
final class PassChecks {
    private static final double FLOAT_BOUND = 1e-4;
    private static final int SEEDS = 20;

    private PassChecks() {}

    static void outputShapeAgrees(Trial trial) {
        Network network = trial.network();
        Shape expected = network.outputShape(trial.of().shapes()).withBatch(trial.batch());
        Tensor output = network.forward(trial.inputs(), trial.training()).output();
        assertEquals(expected, output.shape(), "outputShape says what comes out");
        assertEquals(DataType.FLOAT64, output.type(), "type of what comes out");
        Tensor predicted = network.infer(trial.inputs(), trial.inference());
        assertEquals(expected, predicted.shape(), "outputShape says what infer gives");
    }

    /** Whatever outputShape accepts, forward accepts too; whatever it refuses, both refuse and say who they are. */
    static void wrongShapesAreRefused(Trial trial) {
        Network network = trial.network();
        for (int i = 0; i < trial.of().shapes().size(); i++) {
            for (Shape other : others(trial.of().shapes().get(i))) {
                List<Shape> shapes = new ArrayList<>(trial.of().shapes());
                shapes.set(i, other);
                List<Tensor> inputs = trial.inputsOf(shapes);
                Shape expected = outputShapeOrNull(trial, network, shapes);
                if (expected == null) {
                    requireRefusal(trial, () -> network.forward(inputs, trial.inference()), "forward at " + shapes);
                    requireRefusal(trial, () -> network.infer(inputs, trial.inference()), "infer at " + shapes);
                } else {
                    assertEquals(
                            expected.withBatch(trial.batch()),
                            network.infer(inputs, trial.inference()).shape(),
                            "outputShape accepts " + shapes + ", so infer must");
                }
            }
        }
    }

    private static List<Shape> others(Shape shape) {
        List<Shape> others = new ArrayList<>();
        others.add(shape.withBatch(2));
        others.add(shape.withBatch(1).withBatch(1));
        if (shape.rank() > 0) {
            others.add(shape.withLast(shape.last() + 1));
            others.add(shape.withoutFirst());
        }
        return others;
    }

    private static @Nullable Shape outputShapeOrNull(Trial trial, Network network, List<Shape> shapes) {
        try {
            return network.outputShape(shapes);
        } catch (ShapeMismatchException e) {
            requireName(trial, e, "outputShape at " + shapes);
            Texts.requireExpectation(e, "outputShape at " + shapes);
            return null;
        }
    }

    private static void requireRefusal(Trial trial, Runnable call, String what) {
        ShapeMismatchException e =
                assertThrows(ShapeMismatchException.class, call::run, what + " must be refused, as outputShape does");
        requireName(trial, e, what);
        Texts.requireExpectation(e, what);
    }

    private static void requireName(Trial trial, IllegalArgumentException e, String what) {
        Texts.requireName(trial.of().spec(), e, what);
    }

    /** Whatever the batch sizes of the case are; a layer that mixes examples need not train on one. */
    static void oneExampleWorks(Trial trial) {
        Network network = trial.network();
        Trial one = new Trial(trial.of(), 1, trial.kernels());
        Shape expected = network.outputShape(trial.of().shapes()).withBatch(1);
        assertEquals(
                expected,
                network.infer(one.inputs(), one.inference()).shape(),
                "output for one example, in predictions");
        if (!trial.of().is(Traits.MIXES_EXAMPLES)) {
            assertEquals(
                    expected,
                    one.run(network, one.inputs(), one.training()).output().shape(),
                    "output for one example, in training");
        }
    }

    static void emptyBatchIsRefused(Trial trial) {
        Network network = trial.network();
        List<Tensor> empty = new Trial(trial.of(), 0, trial.kernels()).inputs();
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> network.forward(empty, trial.training()),
                "a batch of 0 examples must be refused");
        requireName(trial, e, "a batch of 0 examples");
    }

    /** Neither a pass nor the statistics that it queued write into what is not theirs. */
    static void nothingIsModified(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        List<Parameter> parameters = network.parameters();
        List<Tensor> inputsBefore = inputs.stream().map(Tensor::copy).toList();
        List<Tensor> parametersBefore =
                parameters.stream().map(p -> p.value().copy()).toList();
        StepContext step = trial.training();
        Network.Pass pass = network.forward(inputs, step);
        Tensor outputBefore = pass.output().copy();
        Tensor upstream = Trial.upstream(pass.output(), 1);
        Tensor upstreamBefore = upstream.copy();
        pass.back().apply(upstream, Gradients.of(parameters));
        Checks.sameBits(upstreamBefore, upstream, "the upstream gradient is not written to");
        Checks.sameBits(outputBefore, pass.output(), "the output is not written to on the way back");
        for (int i = 0; i < inputs.size(); i++) {
            Checks.sameBits(inputsBefore.get(i), inputs.get(i), "input " + i + " is not written to");
        }
        requireUnchanged(parameters, parametersBefore, true, "during a step");
        step.commit();
        requireUnchanged(parameters, parametersBefore, false, "by commit, unless it is a statistic");
    }

    private static void requireUnchanged(
            List<Parameter> parameters, List<Tensor> before, boolean statisticsToo, String when) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (statisticsToo || parameter.role() != Role.STATISTIC) {
                Checks.sameBits(
                        before.get(i),
                        parameter.value(),
                        "parameter " + parameter.path() + " is not written to " + when);
            }
        }
    }

    static void sameSeedSameBits(Trial trial) {
        Network network = trial.network();
        Result first = trial.run(network, trial.inputs(), trial.training());
        first.sameBits(trial.run(network, trial.inputs(), trial.training()), "the same seed again");
    }

    static void otherSeedsMatterOnlyToTheStochastic(Trial trial) {
        Network network = trial.network();
        Tensor first =
                network.forward(trial.inputs(), trial.training(1)).output().copy();
        boolean differs = false;
        for (long seed = 2; seed < 2 + SEEDS; seed++) {
            differs |= !first.sameBits(
                    network.forward(trial.inputs(), trial.training(seed)).output());
        }
        assertEquals(
                trial.of().is(Traits.STOCHASTIC),
                differs,
                "whether other seeds give other outputs, which Traits.STOCHASTIC declares");
    }

    /** Scratch that is full of the numbers of earlier steps gives what fresh scratch gives. */
    static void usedScratchGivesTheSameBits(Trial trial) {
        Network network = trial.network();
        Result expected = trial.run(network, trial.inputs(), trial.training());
        StepContext step = StepContext.training(trial.kernels(), 1);
        for (int i = 0; i < 3; i++) {
            step.begin(1, 0);
            trial.run(network, trial.inputs(2 + i), step);
            step.begin(0, 0);
            expected.sameBits(trial.run(network, trial.inputs(), step), "scratch that was used before");
        }
    }

    /** In training too, where a network may be asked for its output alone. */
    static void inferenceAgrees(Trial trial) {
        Network network = trial.network();
        Tensor learned =
                network.forward(trial.inputs(), trial.training()).output().copy();
        Checks.sameBits(learned, network.infer(trial.inputs(), trial.training()), "infer against forward, in training");
        Tensor inferred = network.infer(trial.inputs(), trial.inference()).copy();
        Tensor forward = network.forward(trial.inputs(), trial.inference()).output();
        Checks.sameBits(forward, inferred, "infer against forward, in predictions");
        if (!trial.of().is(Traits.TRAINING_DIFFERS) && !trial.of().is(Traits.STOCHASTIC)) {
            Checks.sameBits(learned, inferred, "predictions against training, without Traits.TRAINING_DIFFERS");
        }
    }

    static void floatAgreesWithDouble(Trial trial) {
        Result expected = trial.run(trial.network(), trial.inputs(), trial.training());
        List<Tensor> floats = Trial.as(DataType.FLOAT32, trial.inputs());
        Result actual = trial.run(trial.network(DataType.FLOAT32), floats, trial.training());
        assertEquals(DataType.FLOAT32, actual.output().type(), "FLOAT32 in gives FLOAT32 out");
        assertTrue(
                actual.allGradients().stream().allMatch(g -> g.type() == DataType.FLOAT32),
                "gradients in a FLOAT32 network are FLOAT32");
        expected.near(actual, FLOAT_BOUND, "FLOAT32 against FLOAT64");
    }
}
