package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whole networks, with and without a loss; what a check leaves behind; the smallest case; FLOAT32. */
class NetworksTest {
    private static Affine affine(String name, int inputs, int units) {
        return new Affine(inputs, units, Initialization.of(DataType.FLOAT64, 1).child(name));
    }

    private static Affine forgetful(int inputs, int units) {
        return new Affine(inputs, units, Initialization.of(DataType.FLOAT64, 1).child("1")) {
            @Override
            Tensor inputGradient(Tensor x, Tensor dz, StepContext step) {
                Tensor dx = super.inputGradient(x, dz, step);
                for (int i = 0; i < dx.size(); i++) {
                    dx.set(i, 1.5 * dx.get(i));
                }
                return dx;
            }
        };
    }

    private static Target target(int batch, int units) {
        return new Target(
                Samples.normal(6, batch, units),
                Tensor.of(Shape.of(batch), new double[batch]).fill(2));
    }

    @Test
    void aNetworkWithItsLossPasses() {
        Layer network = new Chain(affine("0", 3, 4), affine("1", 4, 2));
        GradientReport report = GradientCheck.of(network, new SquaredError())
                .on(Samples.normal(5, 5, 3), target(5, 2))
                .run();
        assertTrue(report.isCorrect(), report.toString());
        assertEquals(5, report.tensors().size());
    }

    @Test
    void theLayerToLookAtIsNamed() {
        Layer network = new Chain(affine("0", 3, 4), new Chain(forgetful(4, 3), affine("2", 3, 2)));
        GradientReport report = GradientCheck.of(network, new SquaredError())
                .on(Samples.normal(5, 5, 3), target(5, 2))
                .run();
        assertFalse(report.isCorrect());
        assertEquals(
                "Layer 0 is the last of 3 wrong tensors: the mistake lies in it, or between it and layer 1, which is"
                        + " right.",
                report.place());
        assertEquals(
                "a factor: every value is 1.50000 times the right one.",
                report.tensors().get(0).causes().get(0));
    }

    @Test
    void aFailingCheckChangesNothingEither() {
        Affine layer = forgetful(3, 4);
        Tensor input = Samples.normal(5, 5, 3);
        Tensor[] before = {layer.weight.value().copy(), layer.bias.value().copy(), input.copy()};
        Target target = target(5, 4);
        Tensor goal = target.values().copy();
        GradientCheck.of(layer).on(input).run();
        GradientCheck.of(layer, new SquaredError()).on(input, target).run();
        assertTrue(before[0].sameBits(layer.weight.value()));
        assertTrue(before[1].sameBits(layer.bias.value()));
        assertTrue(before[2].sameBits(input));
        assertTrue(goal.sameBits(target.values()));
    }

    /** Halves x where there is no more than one feature, by mistake, and knows nothing of it on the way back. */
    private record Broken(int least) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            if (example.size() < least) {
                throw new dev.nnkit.api.ShapeMismatchException("broken: an example must have " + least + " features.");
            }
            return new Layer() {
                @Override
                public Shape outputShape(Shape shape) {
                    return shape;
                }

                @Override
                public Forward forward(Tensor x, StepContext step) {
                    return new Forward(scaled(x, 3), (dy, into) -> scaled(dy, 2));
                }

                private static Tensor scaled(Tensor x, double factor) {
                    Tensor y = x.copy();
                    for (int i = 0; i < y.size(); i++) {
                        y.set(i, factor * y.get(i));
                    }
                    return y;
                }
            };
        }

        @Override
        public String toString() {
            return "broken(" + least + ")";
        }
    }

    @Test
    void theSmallestShapeThatFailsIsWrittenDown() {
        GradientReport report =
                GradientCheck.ofSpec(new Broken(2)).on(Samples.normal(5, 6, 7)).run();
        assertEquals(
                "@Test\n"
                        + "void gradientOfInputIsRight() {\n"
                        + "    GradientCheck.ofSpec(broken(2)).on(Tensor.of(Shape.of(1, 2), 0.0,"
                        + " 0.0)).seed(1).verify();\n"
                        + "}",
                report.test());
    }

    @Test
    void aLayerThatRefusesOneExampleIsExplainedAllTheSame() {
        Layer layer = new Affine(3, 4) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                if (x.batch() < 2) {
                    throw new IllegalArgumentException("two examples at least");
                }
                return super.forward(x, step);
            }

            @Override
            double slope(double y) {
                return (1 - y) * (1 - y);
            }
        };
        GradientReport report =
                GradientCheck.of(layer).on(Samples.normal(5, 5, 3)).run();
        assertEquals(Verdict.WRONG, report.verdict());
        assertTrue(report.test().contains("Shape.of(2, 3)"), report.test());
    }

    @Test
    void tinyGradientsHideNothing() {
        Layer tiny = new Affine(3, 4) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                Forward forward = super.forward(x, step);
                return new Forward(
                        scaled(forward.output(), 1e-9),
                        (dy, into) -> forward.pullback().apply(scaled(dy, 1e-9), into));
            }

            private Tensor scaled(Tensor x, double factor) {
                Tensor y = x.copy();
                for (int i = 0; i < y.size(); i++) {
                    y.set(i, factor * y.get(i));
                }
                return y;
            }

            @Override
            void biasGradient(Tensor dz, Tensor sum) {
                super.biasGradient(scaled(dz, 1.0001), sum);
            }
        };
        GradientReport report =
                GradientCheck.of(tiny).on(Samples.normal(5, 5, 3)).run();
        assertEquals(Verdict.WRONG, report.tensor("bias").verdict());
        assertEquals(Verdict.CORRECT, report.tensor("weight").verdict());
        double largest = report.tensors().stream()
                .flatMap(t -> t.coordinates().stream())
                .mapToDouble(c -> Math.abs(c.analytic()))
                .max()
                .orElse(0);
        assertEquals(1.25, largest, 0.75, "the upstream gradient makes up for it");
    }

    @Test
    void samplesReachEveryRowAndColumn() {
        Shape shape = Shape.of(30, 7, 40);
        int[] sample = Sample.of(shape, 500, 2000, RandomStream.of(1, "test"));
        assertEquals(500, Arrays.stream(sample).distinct().count());
        assertArrayEquals(
                range(40),
                Arrays.stream(sample).map(i -> i % 40).distinct().sorted().toArray());
        assertArrayEquals(
                range(7),
                Arrays.stream(sample).map(i -> i / 40 % 7).distinct().sorted().toArray());
        assertArrayEquals(
                range(30),
                Arrays.stream(sample).map(i -> i / 280).distinct().sorted().toArray());
        assertEquals(2000, Sample.of(Shape.of(3000, 2), 500, 2000, RandomStream.of(1, "test")).length);
    }

    private static int[] range(int end) {
        int[] range = new int[end];
        Arrays.setAll(range, i -> i);
        return range;
    }

    @Test
    void theLastColumnOfALargeMatrixIsNamed() {
        Affine layer = new Affine(60, 43) {
            @Override
            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                Tensor cut = dz.copy();
                for (int b = 0; b < x.batch(); b++) {
                    cut.set(b * units + units - 1, 0);
                }
                super.weightGradient(x, cut, sum);
            }
        };
        TensorReport weight = GradientCheck.of(layer)
                .on(Samples.normal(3, 1, 60))
                .withoutShrinking()
                .run()
                .tensor("weight");
        assertEquals(Verdict.WRONG, weight.verdict());
        assertTrue(
                weight.causes().get(0).startsWith("wrong only where index 1 is 42, the last, of 43:"),
                weight.causes().toString());
    }

    private static Affine inType(DataType type, double factor) {
        return new Affine(3, 4, Initialization.of(type, 3)) {
            @Override
            void biasGradient(Tensor dz, Tensor sum) {
                for (int i = 0; i < dz.size(); i++) {
                    add(sum, i % units, factor * dz.get(i));
                }
            }
        };
    }

    @Test
    void singlePrecisionIsComparedWithDouble() {
        Tensor input = Samples.normal(5, 5, 3);
        Layer reference = inType(DataType.FLOAT64, 1);
        GradientCheck.of(inType(DataType.FLOAT32, 1))
                .against(reference)
                .on(input)
                .verify();
        GradientReport report = GradientCheck.of(inType(DataType.FLOAT32, 1.001))
                .against(reference)
                .on(input)
                .run();
        assertEquals("affine(4) in FLOAT32", report.subject());
        assertEquals(Verdict.WRONG, report.tensor("bias").verdict());
        assertEquals(Verdict.CORRECT, report.tensor("weight").verdict());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.of(inType(DataType.FLOAT32, 1))
                        .against(new Affine(3, 5))
                        .on(input)
                        .run());
        assertEquals(
                "affine(4): the layer to compare with must have the same parameters, [weight [3, 4], bias [4]], but has"
                        + " [weight [3, 5], bias [5]]. Build both from one spec and seed.",
                e.getMessage());
    }
}
