package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers and schedules that are wrong in one thing each. */
class BrokenUpdatesTest {
    record Broken<T>(String name, T what, String test) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Broken<Optimizer> optimizer(String name, Optimizer optimizer, String test) {
        return new Broken<>(name, optimizer, test);
    }

    static Stream<Broken<Optimizer>> optimizers() {
        Tensor shared = Tensor.zeros(DataType.FLOAT64, Shape.of(300_000));
        return Stream.of(
                optimizer(
                        "uphill",
                        p -> (w, g, f, step, kernels) -> kernels.addScaled(0.1 * f, g, w),
                        "theFirstUpdateGoesDownhill"),
                optimizer(
                        "too far",
                        p -> (w, g, f, step, kernels) -> kernels.addScaled(-5 * f, g, w),
                        "aHundredUpdatesReachALowerValue"),
                optimizer("state not shown", BrokenUpdatesTest::secretive, "restoredStateContinuesWithTheSameBits"),
                optimizer(
                        "state of all rules in one place",
                        p -> (w, g, f, step, kernels) -> {
                            for (int i = 0; i < w.size(); i++) {
                                shared.set(i, 0.9 * shared.get(i) + g.get(i));
                                w.set(i, w.get(i) - 0.05 * f * shared.get(i));
                            }
                        },
                        "rulesShareNothing"),
                optimizer(
                        "scales the gradient in place",
                        p -> (w, g, f, step, kernels) -> {
                            kernels.scale(-0.1 * f, g);
                            kernels.addScaled(1, g, w);
                        },
                        "theGradientIsNotModified"),
                optimizer(
                        "float rule rougher",
                        p -> (w, g, f, step, kernels) ->
                                kernels.addScaled(w.type() == DataType.FLOAT32 ? -0.11 * f : -0.1 * f, g, w),
                        "float32AgreesWithFloat64"),
                optimizer(
                        "divides by the gradient's size",
                        p -> (w, g, f, step, kernels) -> {
                            for (int i = 0; i < w.size(); i++) {
                                w.set(i, w.get(i) - 0.01 * f * g.get(i) / Math.abs(g.get(i)));
                            }
                        },
                        "gradientsOfAnySizeGiveNumbers"),
                optimizer(
                        "ignores the schedule",
                        p -> (w, g, f, step, kernels) -> kernels.addScaled(-0.1, g, w),
                        "aRateOfZeroDoesNotMove"),
                optimizer(
                        "unreadable",
                        p -> (w, g, f, step, kernels) -> kernels.addScaled(-0.1 * f, g, w),
                        "textParsesBack"));
    }

    private static Rule secretive(Parameter parameter) {
        Rule right = new Words.Heavy(0.05).rule(parameter);
        return (value, gradient, factor, step, kernels) -> right.update(value, gradient, factor, step, kernels);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void brokenOptimizerIsFound(Broken<Optimizer> broken) {
        requireFailure(broken, Contracts.failures(new OptimizerContract() {
            @Override
            protected Optimizer optimizer() {
                return broken.what;
            }

            @Override
            protected Registry registry() {
                return Words.REGISTRY;
            }
        }));
    }

    @Test
    void bitsThatDependOnThreadsAreFound() {
        Map<String, String> failures = Contracts.failures(new OptimizerContract() {
            @Override
            protected Optimizer optimizer() {
                return p ->
                        (w, g, f, step, kernels) -> kernels.addScaled(-0.1 * f * (1 + 1e-6 * kernels.threads()), g, w);
            }

            @Override
            protected List<Kernels> kernels() {
                return List.of(Kernels.reference(), new FlawedKernels(2, FlawedKernels.Flaw.NONE));
            }
        });
        assertTrue(failures.containsKey("bitsDoNotDependOnThreads"), failures.toString());
    }

    static Stream<Broken<Schedule>> schedules() {
        return Stream.of(
                new Broken<>("negative", horizon -> step -> 2.0 - step, "factorsArePositiveAndFinite"),
                new Broken<>(
                        "nothing beyond the end",
                        horizon -> step -> step > horizon.totalSteps() ? Double.NaN : 1,
                        "stepsBeyondTheHorizonAreNotRefused"),
                new Broken<>(
                        "counts its calls",
                        horizon -> {
                            int[] calls = new int[1];
                            return step -> 1.0 / ++calls[0];
                        },
                        "askingChangesNothing"),
                new Broken<>("remembers earlier runs", sharing(), "coursesShareNothing"),
                new Broken<>("forgets its state", horizon -> counting(), "restoredStateContinuesWithTheSameBits"),
                new Broken<>("unreadable", horizon -> step -> 1, "textParsesBack"));
    }

    private static Schedule sharing() {
        Schedule.Course one = counting();
        return horizon -> one;
    }

    /** Falls with each epoch it hears of. */
    private static Schedule.Course counting() {
        return new Schedule.Course() {
            private double factor = 1;

            @Override
            public double factor(long step) {
                return factor;
            }

            @Override
            public void observe(double metric) {
                factor *= 0.9;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void brokenScheduleIsFound(Broken<Schedule> broken) {
        requireFailure(broken, Contracts.failures(new ScheduleContract() {
            @Override
            protected Schedule schedule() {
                return broken.what;
            }

            @Override
            protected Registry registry() {
                return Words.REGISTRY;
            }
        }));
    }

    private static void requireFailure(Broken<?> broken, Map<String, String> failures) {
        assertTrue(failures.containsKey(broken.test), broken + " must fail " + broken.test + " but failed " + failures);
    }
}
