package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Role;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The tests that every optimizer passes: {@code @Override protected Optimizer optimizer() { return adam(0.01); }}. It is
 * run on {@code f(w) = sum of a (w - c)^2 / 2} with a in [0.5, 2]. FLOAT32 agrees with FLOAT64 to 1e-4 of the largest
 * value after 20 updates.
 */
public abstract class OptimizerContract {
    private static final int SIZE = 37;
    /** Large enough for the work to be split between threads. */
    private static final int LARGE = 200_003;

    private static final double FLOAT_BOUND = 1e-4;

    /** For subclasses. */
    protected OptimizerContract() {}

    /** What to test, with a learning rate that 100 updates get somewhere with. */
    protected abstract Optimizer optimizer();

    /** All must give the same bits: give the same kernels with 1, 2 and 3 threads. Default: the reference alone. */
    protected List<Kernels> kernels() {
        return List.of(Kernels.reference());
    }

    /** What texts are read with; default {@link Registry#installed()}. */
    protected Registry registry() {
        return Registry.installed();
    }

    /** A quadratic, one parameter on it, and a rule that moves it. */
    private final class Run {
        final Parameter parameter;
        final Tensor curvature;
        final Tensor centre;
        final Rule rule;
        final Kernels kernels;

        Run(DataType type, int size, long seed, Kernels kernels) {
            this.parameter = new Parameter("weight", Role.WEIGHT, drawn(type, size, seed, -1, 1));
            this.curvature = drawn(type, size, seed + 1, 0.5, 2);
            this.centre = drawn(type, size, seed + 2, 2, 3);
            this.rule = optimizer().rule(parameter);
            this.kernels = kernels;
        }

        Run(DataType type) {
            this(type, SIZE, 1, OptimizerContract.this.kernels().get(0));
        }

        Tensor value() {
            return parameter.value();
        }

        double loss() {
            double sum = 0;
            for (int i = 0; i < value().size(); i++) {
                double distance = value().get(i) - centre.get(i);
                sum += curvature.get(i) * distance * distance / 2;
            }
            return sum;
        }

        Tensor gradient() {
            Tensor gradient = value().copy();
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, curvature.get(i) * (value().get(i) - centre.get(i)));
            }
            return gradient;
        }

        void update(long step) {
            rule.update(value(), gradient(), 1, step, kernels);
        }

        void updates(long from, long to) {
            for (long step = from; step <= to; step++) {
                update(step);
            }
        }

        Map<String, Tensor> state() {
            return rule.state();
        }

        Tensor state(String name) {
            return Objects.requireNonNull(state().get(name));
        }
    }

    private static Tensor drawn(DataType type, int size, long seed, double from, double to) {
        RandomStream random = RandomStream.of(seed, "contract optimizer");
        Tensor tensor = Tensor.zeros(type, Shape.of(size));
        for (int i = 0; i < size; i++) {
            tensor.set(i, (float) (from + (to - from) * random.nextDouble()));
        }
        return tensor;
    }

    @Test
    void theFirstUpdateGoesDownhill() {
        Run run = new Run(DataType.FLOAT64);
        Tensor before = run.value().copy();
        Tensor gradient = run.gradient();
        run.update(1);
        double product = 0;
        for (int i = 0; i < before.size(); i++) {
            product += gradient.get(i) * (run.value().get(i) - before.get(i));
        }
        assertTrue(
                product < 0,
                "the move and the gradient must point against each other, but their product is " + product);
    }

    @Test
    void aHundredUpdatesReachALowerValue() {
        Run run = new Run(DataType.FLOAT64);
        double before = run.loss();
        run.updates(1, 100);
        assertTrue(run.loss() < before, "the loss went from " + before + " to " + run.loss());
    }

    @Test
    void restoredStateContinuesWithTheSameBits() {
        Run run = new Run(DataType.FLOAT64);
        run.updates(1, 5);
        Run restored = new Run(DataType.FLOAT64);
        restored.value().set(run.value());
        assertEquals(
                new ArrayList<>(run.state().keySet()),
                new ArrayList<>(restored.state().keySet()),
                "names of the state, in order");
        restored.state().forEach((name, tensor) -> tensor.set(run.state(name)));
        run.updates(6, 10);
        restored.updates(6, 10);
        Checks.sameBits(run.value(), restored.value(), "value after a restart from the saved state");
        restored.state()
                .forEach((name, tensor) ->
                        Checks.sameBits(run.state(name), tensor, "state " + name + " after a restart"));
    }

    @Test
    void rulesShareNothing() {
        Run alone = new Run(DataType.FLOAT64);
        alone.updates(1, 5);
        Optimizer shared = optimizer();
        Run first = new Run(DataType.FLOAT64);
        Run second = new Run(DataType.FLOAT64, 11, 5, kernels().get(0));
        Rule ofFirst = shared.rule(first.parameter);
        Rule ofSecond = shared.rule(second.parameter);
        for (long step = 1; step <= 5; step++) {
            ofSecond.update(second.value(), second.gradient(), 1, step, second.kernels);
            ofFirst.update(first.value(), first.gradient(), 1, step, first.kernels);
        }
        Checks.sameBits(alone.value(), first.value(), "value beside another parameter's rule");
    }

    @Test
    void theGradientIsNotModified() {
        Run run = new Run(DataType.FLOAT64);
        for (long step = 1; step <= 3; step++) {
            Tensor gradient = run.gradient();
            Tensor before = gradient.copy();
            run.rule.update(run.value(), gradient, 1, step, run.kernels);
            Checks.sameBits(before, gradient, "the gradient is not written to");
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            Run first = new Run(type, LARGE, 1, kernels().get(0));
            first.updates(1, 3);
            for (Kernels other : kernels()) {
                Run run = new Run(type, LARGE, 1, other);
                run.updates(1, 3);
                Checks.sameBits(first.value(), run.value(), type + " with " + other.threads() + " threads");
            }
        }
    }

    @Test
    void float32AgreesWithFloat64() {
        Run wide = new Run(DataType.FLOAT64);
        Run narrow = new Run(DataType.FLOAT32);
        wide.updates(1, 20);
        narrow.updates(1, 20);
        Checks.nearRelative(wide.value(), narrow.value(), FLOAT_BOUND, "FLOAT32 against FLOAT64 after 20 updates");
        narrow.state()
                .forEach((name, tensor) -> assertEquals(
                        DataType.FLOAT32, tensor.type(), "type of state " + name + " in a FLOAT32 network"));
    }

    @Test
    void gradientsOfAnySizeGiveNumbers() {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            for (double size : new double[] {0, -0.0, 1e-30, 1e-8, 1e8}) {
                Run run = new Run(type);
                Tensor gradient = run.value().copy().fill(size);
                for (long step = 1; step <= 5; step++) {
                    run.rule.update(run.value(), gradient, 1, step, run.kernels);
                }
                double largest = Checks.largest(run.value());
                assertTrue(Double.isFinite(largest), type + ": gradients of " + size + " give values up to " + largest);
            }
        }
    }

    @Test
    void aRateOfZeroDoesNotMove() {
        Run run = new Run(DataType.FLOAT64);
        Tensor before = run.value().copy();
        run.rule.update(run.value(), run.gradient(), 0, 1, run.kernels);
        Checks.nearRelative(before, run.value(), 0, "value after an update with a rate factor of 0");
    }

    @Test
    void textParsesBack() {
        Texts.parseBack(registry(), Optimizer.class, optimizer());
    }
}
