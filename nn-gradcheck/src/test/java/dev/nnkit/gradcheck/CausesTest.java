package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that a second look is needed for: each is planted, and its cause must come first. */
class CausesTest {
    private static final Tensor INPUT = Samples.normal(5, 5, 3);

    /** An elementwise layer with a derivative of its own, and a way back that can be broken. */
    private static class Elementwise implements Layer {
        final DoubleUnaryOperator function;
        final DoubleUnaryOperator slope;

        Elementwise(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
            this.function = function;
            this.slope = slope;
        }

        @Override
        public Shape outputShape(Shape example) {
            return example;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            Tensor y = mapped(x, function);
            return new Forward(y, (dy, into) -> back(x, dy));
        }

        Tensor back(Tensor x, Tensor dy) {
            Tensor dx = mapped(x, slope);
            for (int i = 0; i < dx.size(); i++) {
                dx.set(i, dx.get(i) * dy.get(i));
            }
            return dx;
        }
    }

    private static Tensor mapped(Tensor tensor, DoubleUnaryOperator function) {
        Tensor result = tensor.copy();
        for (int i = 0; i < result.size(); i++) {
            result.set(i, function.applyAsDouble(tensor.get(i)));
        }
        return result;
    }

    private static void assertCause(String cause, String tensor, GradientReport report) {
        TensorReport found = report.tensor(tensor);
        assertEquals(Verdict.WRONG, found.verdict(), report.toString());
        assertTrue(found.causes().stream().findFirst().orElse("none").startsWith(cause), report.toString());
    }

    private static void assertCause(String cause, String tensor, Layer layer) {
        assertCause(cause, tensor, GradientCheck.of(layer).on(INPUT).run());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void missingSlope() {
        assertCause("missing f'(z)", "input", new Elementwise(Math::sin, x -> 1));
    }

    @Test
    void slopeAtTheOutputOfAFunctionThatNobodyKnows() {
        assertCause(
                "derivative taken at y instead of x: this is the slope of the activation",
                "input",
                new Elementwise(x -> Math.sin(3 * x) + x, x -> 3 * Math.cos(3 * (Math.sin(3 * x) + x)) + 1));
    }

    @Test
    void formulaForTheOutputGivenTheInput() {
        assertCause(
                "derivative taken at x instead of y: the formula that tells the slope of tanh",
                "input",
                new Elementwise(Math::tanh, x -> 1 - x * x));
        assertCause(
                "derivative taken at x instead of y: the formula that tells the slope of sigmoid",
                "input",
                new Elementwise(CausesTest::sigmoid, x -> x * (1 - x)));
    }

    @Test
    void derivativeOfAnother() {
        assertCause(
                "derivative of another activation: that of sigmoid fits.",
                "input",
                new Elementwise(x -> x * sigmoid(x), x -> sigmoid(x) * sigmoid(-x)));
        assertCause("derivative of another activation: that of arctan fits.", "bias", new Affine(3, 4) {
            @Override
            double slope(double y) {
                double z = 0.5 * Math.log((1 + y) / (1 - y));
                return 1 / (1 + z * z);
            }
        });
    }

    /** Two layers of tanh, of which the first does not know its slope, as in tutorials that forget f'(o). */
    @Test
    void missingSlopeOfAHiddenLayer() {
        Affine first = new Affine(3, 4, Initialization.of(DataType.FLOAT64, 1).child("0")) {
            @Override
            double slope(double y) {
                return 1;
            }
        };
        Affine second = new Affine(4, 2, Initialization.of(DataType.FLOAT64, 2).child("1"));
        GradientReport report =
                GradientCheck.of(new Chain(first, second)).on(INPUT).run();
        assertCause("missing f'(z): the gradient is what it would be without the tanh", "0.weight", report);
        assertEquals(Verdict.CORRECT, report.tensor("1.weight").verdict());
        assertEquals(
                "Layer 0 is the last of 3 wrong tensors: the mistake lies in it, or between it and layer 1, which is"
                        + " right.",
                report.place());
        assertEquals("0.bias", report.tensors().get(0).name());
    }

    @Test
    void upstreamIgnored() {
        assertCause("upstream gradient ignored", "input", new Elementwise(Math::sin, Math::cos) {
            @Override
            Tensor back(Tensor x, Tensor dy) {
                return mapped(x, slope);
            }
        });
        assertCause("not linear in the upstream gradient", "input", new Elementwise(Math::sin, Math::cos) {
            @Override
            Tensor back(Tensor x, Tensor dy) {
                return super.back(x, mapped(dy, u -> u * u));
            }
        });
    }

    @Test
    void lostIdentity() {
        assertCause("identity path lost", "input", new Elementwise(x -> x + Math.sin(x), Math::cos));
        assertCause("identity path twice", "input", new Elementwise(x -> x + Math.sin(x), x -> 2 + Math.cos(x)));
    }

    @Test
    void droppedScale() {
        Layer dropout = new Elementwise(x -> x, x -> 1) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                Tensor mask = mapped(x, any -> step.random().nextDouble() < 0.2 ? 0 : 1);
                Tensor y = x.copy();
                for (int i = 0; i < y.size(); i++) {
                    y.set(i, x.get(i) * mask.get(i) / 0.8);
                }
                return new Forward(y, (dy, into) -> {
                    Tensor dx = dy.copy();
                    for (int i = 0; i < dx.size(); i++) {
                        dx.set(i, dy.get(i) * mask.get(i));
                    }
                    return dx;
                });
            }
        };
        assertCause("scale of dropout lost: what is kept is multiplied by 1.25", "input", dropout);
    }

    /** The mistake shows neither in the first call nor in its gradient. */
    @Test
    void whatIsKeptOfTheFirstInput() {
        List<Tensor> kept = new ArrayList<>();
        assertCause("stale cache: at another input", "input", new Elementwise(Math::sin, Math::cos) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                if (kept.isEmpty()) {
                    kept.add(x.copy());
                }
                return new Forward(mapped(x, function), (dy, into) -> back(kept.get(0), dy));
            }
        });
    }

    @Test
    void whatIsKeptOfTheLastInput() {
        List<Tensor> last = new ArrayList<>();
        assertCause("stale cache: the gradient of a call changes", "input", new Elementwise(Math::sin, Math::cos) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                last.clear();
                last.add(x.copy());
                return new Forward(mapped(x, function), (dy, into) -> back(last.get(0), dy));
            }
        });
    }

    @Test
    void wrongAtAKinkOnly() {
        Tensor input = Tensor.of(Shape.of(2, 3), 0.0, 1, -1, 2, 0, -3);
        Layer relu = new Elementwise(x -> Math.max(0, x), x -> x > 0 ? 1 : x == 0 ? 2 : 0);
        GradientReport report = GradientCheck.of(relu).on(input).allowKinks(1).run();
        assertCause("wrong at a kink only", "input", report);
        assertEquals(2, report.tensor("input").count(Verdict.WRONG));
    }

    @Test
    void parameterNotListed() {
        assertEquals(
                List.of("parameter not listed: parameter bias [4] is not one of those that these gradients were made"
                        + " for. Its layer must return it from parameters()."),
                GradientCheck.of(new Affine(3, 4) {
                            @Override
                            public List<Parameter> parameters() {
                                return List.of(weight);
                            }
                        })
                        .on(INPUT)
                        .run()
                        .tensor("weight")
                        .causes());
    }

    @Test
    void onlyForLargerBatches() {
        assertCause("wrong only for batches larger than 1", "bias", new Affine(3, 4) {
            @Override
            void biasGradient(Tensor dz, Tensor sum) {
                for (int i = 0; i < dz.size(); i++) {
                    add(sum, i % units, dz.get(i) * Math.sqrt(1 + i / units));
                }
            }
        });
    }

    @Test
    void swapped() {
        Parameter scale = Initialization.of(DataType.FLOAT64, 1).constant("scale", Role.SCALE, Shape.of(3), 1.5);
        Parameter shift = Initialization.of(DataType.FLOAT64, 1).constant("shift", Role.BIAS, Shape.of(3), 0.5);
        Layer layer = new Elementwise(x -> x, x -> 1.5) {
            @Override
            public List<Parameter> parameters() {
                return List.of(scale, shift);
            }

            @Override
            public Forward forward(Tensor x, StepContext step) {
                Tensor y = x.copy();
                for (int i = 0; i < y.size(); i++) {
                    y.set(i, x.get(i) * scale.value().get(i % 3) + shift.value().get(i % 3));
                }
                return new Forward(y, (dy, into) -> {
                    gradients(x, dy, into);
                    return back(x, dy);
                });
            }

            private void gradients(Tensor x, Tensor dy, Gradients into) {
                for (int i = 0; i < dy.size(); i++) {
                    Affine.add(into.sum(shift), i % 3, dy.get(i) * x.get(i));
                    Affine.add(into.sum(scale), i % 3, dy.get(i));
                }
            }
        };
        assertCause("swapped: this is the gradient of shift.", "scale", layer);
        assertCause("swapped: this is the gradient of scale.", "shift", layer);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, the rows, before", "0, -1, the rows, after", "1, 1, the columns, before"})
    void offByOne(int axis, int shift, String name, String side) {
        Layer layer = new Affine(4, 5) {
            @Override
            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                Tensor right = Tensor.zeros(DataType.FLOAT64, sum.shape());
                super.weightGradient(x, dz, right);
                int step = axis == 0 ? units : 1;
                for (int i = 0; i < right.size(); i++) {
                    int place = (axis == 0 ? i / units : i % units) + shift;
                    if (place >= 0 && place < (axis == 0 ? inputs : units)) {
                        add(sum, i + shift * step, right.get(i));
                    }
                }
            }
        };
        GradientReport report =
                GradientCheck.of(layer).on(Samples.normal(5, 3, 4)).run();
        assertCause(
                "off by one: along axis " + axis + ", " + name + ", every element has the gradient of the one " + side
                        + " it.",
                "weight",
                report);
    }

    @ParameterizedTest
    @CsvSource({
        "0.02, false, value itself is too much",
        "-0.02, false, value itself is missing",
        "0.02, true, value's sign is too much"
    })
    void regularisation(double factor, boolean absolute, String end) {
        Layer layer = new Affine(3, 4) {
            @Override
            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                super.weightGradient(x, dz, sum);
                for (int i = 0; i < sum.size(); i++) {
                    double w = weight.value().get(i);
                    add(sum, i, factor * Math.abs(dz.get(0)) * (absolute ? Math.signum(w) : w));
                }
            }
        };
        GradientReport report = GradientCheck.of(layer).on(INPUT).run();
        assertCause("right up to the regularisation term", "weight", report);
        assertTrue(report.tensor("weight").causes().get(0).contains(end), report.toString());
    }

    @Test
    void meanForSum() {
        Loss loss = new SquaredError() {
            @Override
            public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
                return super.evaluate(prediction, target, scale, step, scale / prediction.batch());
            }
        };
        GradientReport report = GradientCheck.of(loss)
                .on(INPUT, Target.of(Samples.normal(6, 5, 3)))
                .run();
        assertCause("factor 1/5, one over the batch size:", "prediction", report);
        assertTrue(report.tensor("prediction").causes().get(0).contains("mean"), report.toString());
    }

    /** The gradient of a mean that is divided by the number of elements once more. */
    @Test
    void meanDividedTwice() {
        Loss loss = new SquaredError() {
            @Override
            public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
                int size = prediction.size();
                return evaluate(prediction, target, scale / size, step, scale / size / size);
            }
        };
        Tensor prediction = Samples.normal(7, 4, 3);
        GradientReport report = GradientCheck.of(loss)
                .on(prediction, Target.of(Samples.normal(8, 4, 3)))
                .run();
        assertEquals(
                "factor 1/12, one over the number of elements: every value is 1/12, one over the number of elements,"
                        + " times the right one. A mean was taken where the sum belongs, or it was divided twice.",
                report.tensor("prediction").causes().get(0));
    }

    @Test
    void scaleOfALossIgnored() {
        Loss loss = new SquaredError() {
            @Override
            public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
                return super.evaluate(prediction, target, scale, step, 1.5);
            }
        };
        GradientReport report = GradientCheck.of(loss)
                .on(INPUT, Target.of(Samples.normal(6, 5, 3)))
                .run();
        assertCause("upstream gradient ignored", "prediction", report);
    }
}
