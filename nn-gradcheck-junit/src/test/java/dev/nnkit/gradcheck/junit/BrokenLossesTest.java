package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenLossesTest {
    /** The right one, to be spoilt. */
    private static class Squared implements Loss {
        private final Loss right = new Words.Squared();

        @Override
        public void check(Shape prediction, Shape target) {
            right.check(prediction, target);
        }

        @Override
        public double weight(Target target) {
            return right.weight(target);
        }

        @Override
        public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
            return right.evaluate(prediction, target, scale, step);
        }

        static Evaluation times(Evaluation evaluation, double value, double gradient) {
            Tensor result = evaluation.gradient();
            for (int i = 0; i < result.size(); i++) {
                result.set(i, gradient * result.get(i));
            }
            return new Evaluation(value * evaluation.value(), result);
        }
    }

    record Broken(String name, Loss loss, String test) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(
                        "gradient without the 2",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                return times(super.evaluate(p, target, scale, step), 1, 0.5);
                            }
                        },
                        "gradientAgreesWithDifferences"),
                new Broken(
                        "scale forgotten",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                return super.evaluate(p, target, 1, step);
                            }
                        },
                        "valueAndGradientGrowWithScale"),
                new Broken(
                        "divided by the batch",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                return super.evaluate(p, target, scale / p.batch(), step);
                            }
                        },
                        "partsAddUpToTheWhole"),
                new Broken(
                        "weight is 1",
                        new Squared() {
                            @Override
                            public double weight(Target target) {
                                return 1;
                            }
                        },
                        "partsAddUpToTheWhole"),
                new Broken(
                        "example weights ignored",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                return super.evaluate(p, Target.of(target.values()), scale, step);
                            }
                        },
                        "exampleWeightsCount"),
                new Broken(
                        "negative weight",
                        new Squared() {
                            @Override
                            public double weight(Target target) {
                                return -super.weight(target);
                            }
                        },
                        "weightIsNotNegative"),
                new Broken(
                        "any shape",
                        new Squared() {
                            @Override
                            public void check(Shape prediction, Shape target) {}
                        },
                        "shapesAreChecked"),
                new Broken(
                        "overflow",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                Evaluation right = super.evaluate(p, target, scale, step);
                                return times(right, 1 + 0 * Math.exp(p.get(0)), 1);
                            }
                        },
                        "hugePredictionsAreFinite"),
                new Broken(
                        "NaN hidden",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                Evaluation right = super.evaluate(p, target, scale, step);
                                return Double.isNaN(right.value()) ? new Evaluation(0, right.gradient()) : right;
                            }
                        },
                        "nanIsNotHidden"),
                new Broken(
                        "gradient in place of the prediction",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                Evaluation right = super.evaluate(p, target, scale, step);
                                return new Evaluation(right.value(), p.set(right.gradient()));
                            }
                        },
                        "nothingReceivedIsModified"),
                new Broken(
                        "adds into scratch",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                Tensor sum = step.scratchLike(p);
                                boolean used = !Double.isNaN(sum.get(0));
                                Evaluation right = super.evaluate(p, target, scale, step);
                                return used ? times(right, 2, 2) : right;
                            }
                        },
                        "usedScratchGivesTheSameBits"),
                new Broken(
                        "every part begins the gradient anew",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                Evaluation right = super.evaluate(p, target, scale, step);
                                Tensor first = step.zerosLike(p);
                                step.kernels().split(p.batch(), 1, (from, to) -> {
                                    first.fill(0).setRows(0, right.gradient(), 0, to);
                                });
                                return new Evaluation(right.value(), first);
                            }
                        },
                        "bitsDoNotDependOnThreads"),
                new Broken(
                        "rough in FLOAT32",
                        new Squared() {
                            @Override
                            public Evaluation evaluate(Tensor p, Target target, double scale, StepContext step) {
                                double factor = p.type() == DataType.FLOAT32 ? 1.01 : 1;
                                return times(super.evaluate(p, target, scale, step), factor, factor);
                            }
                        },
                        "float32AgreesWithFloat64"),
                new Broken(
                        "weight of FLOAT32 is another",
                        new Squared() {
                            @Override
                            public double weight(Target target) {
                                boolean floats = target.values().type() == DataType.FLOAT32;
                                return floats ? 2 * super.weight(target) : super.weight(target);
                            }
                        },
                        "float32AgreesWithFloat64"),
                new Broken("unreadable", new Squared(), "textParsesBack"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isFound(Broken broken) {
        Target plain = Words.target(1, 2, 3, 4, 5, 6);
        Map<String, String> failures = Contracts.failures(new LossContract() {
            @Override
            protected LossCases cases() {
                return LossCases.of(broken.loss).on(Shape.of(2), plain, Words.weighted(plain, 1, 2, 0.5));
            }
        });
        assertTrue(failures.containsKey(broken.test), broken + " must fail " + broken.test + " but failed " + failures);
    }
}
