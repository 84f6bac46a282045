package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted mistake is found, in the tensor where it is, and its cause is named first. */
class BrokenLayersTest {
    /**
     * @param tensor where the mistake shows
     * @param cause how the first sentence about it begins; empty where none is known
     */
    record Broken(String name, Layer layer, String tensor, String cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(
                        "bias twice",
                        new Affine(3, 4) {
                            @Override
                            void biasGradient(Tensor dz, Tensor sum) {
                                super.biasGradient(dz, sum);
                                super.biasGradient(dz, sum);
                            }
                        },
                        "bias",
                        "factor 2:"),
                new Broken(
                        "weight halved",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, scaled(dz, 0.5), sum);
                            }
                        },
                        "weight",
                        "factor 1/2:"),
                new Broken(
                        "mean over the batch",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, scaled(dz, 1.0 / x.batch()), sum);
                            }
                        },
                        "weight",
                        "factor 1/5, one over the batch size"),
                new Broken(
                        "sum over the batch twice",
                        new Affine(3, 4) {
                            @Override
                            void biasGradient(Tensor dz, Tensor sum) {
                                super.biasGradient(scaled(dz, dz.batch()), sum);
                            }
                        },
                        "bias",
                        "factor 5, the batch size"),
                new Broken(
                        "one per mille too much",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, scaled(dz, 1.001), sum);
                            }
                        },
                        "weight",
                        "a factor: every value is 1.00100 times"),
                new Broken(
                        "wrong sign",
                        new Affine(3, 4) {
                            @Override
                            Tensor inputGradient(Tensor x, Tensor dz, StepContext step) {
                                return scaled(super.inputGradient(x, dz, step), -1);
                            }
                        },
                        "input",
                        "wrong sign"),
                new Broken(
                        "transposed, square",
                        new Affine(4, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(dz, x, sum);
                            }
                        },
                        "weight",
                        "transposed"),
                new Broken(
                        "transposed, not square",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                for (int b = 0; b < x.batch(); b++) {
                                    for (int i = 0; i < inputs; i++) {
                                        for (int j = 0; j < units; j++) {
                                            add(sum, j * inputs + i, x.get(b * inputs + i) * dz.get(b * units + j));
                                        }
                                    }
                                }
                            }
                        },
                        "weight",
                        "transposed"),
                new Broken(
                        "bias of the first example only",
                        new Affine(3, 4) {
                            @Override
                            void biasGradient(Tensor dz, Tensor sum) {
                                for (int j = 0; j < units; j++) {
                                    add(sum, j, dz.get(j));
                                }
                            }
                        },
                        "bias",
                        "not summed over the batch: this is the gradient of the first"),
                new Broken(
                        "bias of the last example only",
                        new Affine(3, 4) {
                            @Override
                            void biasGradient(Tensor dz, Tensor sum) {
                                for (int j = 0; j < units; j++) {
                                    add(sum, j, dz.get((dz.batch() - 1) * units + j));
                                }
                            }
                        },
                        "bias",
                        "not summed over the batch: this is the gradient of the last"),
                new Broken(
                        "bias forgotten",
                        new Affine(3, 4) {
                            @Override
                            void biasGradient(Tensor dz, Tensor sum) {}
                        },
                        "bias",
                        "detached"),
                new Broken(
                        "input gradient forgotten",
                        new Affine(3, 4) {
                            @Override
                            Tensor inputGradient(Tensor x, Tensor dz, StepContext step) {
                                return step.zerosLike(x);
                            }
                        },
                        "input",
                        "detached"),
                new Broken(
                        "overwritten",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, dz, sum.fill(0));
                            }
                        },
                        "weight",
                        "overwritten instead of added"),
                new Broken(
                        "input gradient in another shape",
                        new Affine(3, 4) {
                            @Override
                            Tensor inputGradient(Tensor x, Tensor dz, StepContext step) {
                                return dz;
                            }
                        },
                        "input",
                        "the gradient has shape [5, 4] where the tensor itself has [5, 3]"),
                new Broken(
                        "one element wrong",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, dz, sum);
                                add(sum, 7, 1e-4);
                            }
                        },
                        "weight",
                        "not linear in the upstream gradient"),
                new Broken(
                        "one per mille of one element missing",
                        new Affine(3, 4) {
                            @Override
                            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                                super.weightGradient(x, dz, sum);
                                add(sum, 7, -0.001 * x.get(1) * dz.get(3));
                            }
                        },
                        "weight",
                        ""),
                new Broken(
                        "without the slope of tanh",
                        new Affine(3, 4) {
                            @Override
                            double slope(double y) {
                                return 1;
                            }
                        },
                        "weight",
                        "missing f'(z)"),
                new Broken(
                        "slope at the wrong place",
                        new Affine(3, 4) {
                            @Override
                            double slope(double y) {
                                return 1 - Math.tanh(y) * Math.tanh(y);
                            }
                        },
                        "input",
                        "derivative taken at y instead of x: this is the slope of tanh"),
                new Broken(
                        "Smile 3.1.1's tanh",
                        new Affine(3, 4) {
                            @Override
                            double slope(double y) {
                                return (1 - y) * (1 - y);
                            }
                        },
                        "bias",
                        ""));
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        Tensor result = tensor.copy();
        for (int i = 0; i < result.size(); i++) {
            result.set(i, factor * result.get(i));
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isFoundAndExplained(Broken broken) {
        int inputs = ((Affine) broken.layer).inputs;
        GradientReport report =
                GradientCheck.of(broken.layer).on(Samples.normal(5, 5, inputs)).run();
        assertFalse(report.isCorrect());
        TensorReport tensor = report.tensor(broken.tensor);
        assertEquals(Verdict.WRONG, tensor.verdict(), report.toString());
        String first = tensor.causes().isEmpty() ? "" : tensor.causes().get(0);
        assertTrue(first.startsWith(broken.cause) && (first.isEmpty() || !broken.cause.isEmpty()), report.toString());
        assertTrue(report.tensors().get(0).verdict() == Verdict.WRONG, "the worst comes first");
    }
}
