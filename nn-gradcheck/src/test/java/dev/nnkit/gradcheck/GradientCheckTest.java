package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aRightLayerPasses(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll @IntRange(min = 1, max = 5) int units,
            @ForAll long seed) {
        GradientCheck.of(new Affine(inputs, units))
                .on(Samples.normal(seed, batch, inputs))
                .seed(seed)
                .verify();
    }

    @Test
    void nothingIsChanged() {
        Affine layer = new Affine(3, 4);
        layer.weight.value().set(5, -0.0);
        Tensor weight = layer.weight.value().copy();
        Tensor bias = layer.bias.value().copy();
        Tensor input = Samples.normal(2, 5, 3);
        Tensor before = input.copy();
        GradientCheck.of(layer).on(input).verify();
        assertTrue(weight.sameBits(layer.weight.value()));
        assertTrue(bias.sameBits(layer.bias.value()));
        assertTrue(before.sameBits(input));
    }

    @Test
    void parametersArePutBackWhenTheLayerThrows() {
        AtomicInteger calls = new AtomicInteger();
        Affine layer = new Affine(3, 4) {
            @Override
            public Forward forward(Tensor x, StepContext step) {
                if (calls.incrementAndGet() == 70) {
                    throw new IllegalStateException("enough");
                }
                return super.forward(x, step);
            }
        };
        Tensor weight = layer.weight.value().copy();
        assertThrows(
                IllegalStateException.class,
                () -> GradientCheck.of(layer).on(Samples.normal(2, 5, 3)).run());
        assertTrue(weight.sameBits(layer.weight.value()));
    }

    @Test
    void queuedStatisticsAreDroppedAndNotChecked() {
        Parameter mean = Initialization.of(DataType.FLOAT64, 1).constant("mean", Role.STATISTIC, Shape.of(3), 0.5);
        Layer layer = new Layer() {
            @Override
            public Shape outputShape(Shape example) {
                return example;
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(mean);
            }

            @Override
            public Forward forward(Tensor input, StepContext step) {
                step.blend(mean, Tensor.of(Shape.of(3), 1.0, 2, 3), 0.5);
                return new Forward(input, (dy, into) -> dy);
            }
        };
        GradientReport report =
                GradientCheck.of(layer).on(Samples.normal(1, 2, 3)).run();
        assertTrue(report.isCorrect(), report.toString());
        assertEquals(
                List.of("input"),
                report.tensors().stream().map(TensorReport::name).toList());
        assertEquals(0.5, mean.value().get(1));
    }

    @Test
    void floatsAreRefusedWithAHint() {
        Affine layer = new Affine(3, 4);
        Tensor input = Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.of(layer).on(input).run());
        assertEquals(
                "affine(4): a gradient check needs FLOAT64 but \"input\" is FLOAT32. Build the network with"
                        + " Initialization.of(DataType.FLOAT64, seed) and convert the input with as(DataType.FLOAT64);"
                        + " FLOAT32 is compared with FLOAT64 by GradientCheck.of(layer).against(the same in FLOAT64).",
                e.getMessage());
    }

    @Property(tries = 100)
    void functionsNeedNoFramework(
            @ForAll @DoubleRange(min = -3, max = 3) double x, @ForAll @DoubleRange(min = -3, max = 3) double y) {
        GradientCheck.function(p -> Math.sin(p[0]) * p[1] * p[1], p ->
                        new double[] {Math.cos(p[0]) * p[1] * p[1], 2 * Math.sin(p[0]) * p[1]})
                .at(x, y)
                .verify();
    }

    @Test
    void theMessageSaysWhatIsWrongWorstFirst() {
        GradientMismatch e = assertThrows(
                GradientMismatch.class,
                () -> GradientCheck.function(p -> p[0] * p[0] + p[1], p -> new double[] {p[0], 1})
                        .at(3, 1)
                        .named("square")
                        .verify());
        String[] lines = e.getMessage().split("\n", -1);
        assertEquals("square: the gradients of 1 of 1 tensors cannot be confirmed (seed 1).", lines[0]);
        assertEquals("WRONG x [2]: 1 of 2 elements checked", lines[1]);
        assertTrue(lines[2].startsWith("  WRONG [0]"), lines[2]);
        assertTrue(lines[2].contains("value 3.0") && lines[2].contains("analytic 3.0"), lines[2]);
        assertTrue(lines[2].endsWith("ratio 0.500000"), lines[2]);
        assertFalse(e.report().isCorrect());
    }

    @Test
    void oneWeightOfTenThousandIsFound() {
        Affine layer = new Affine(100, 100) {
            @Override
            void weightGradient(Tensor x, Tensor dz, Tensor sum) {
                super.weightGradient(x, dz, sum);
                add(sum, 4711, 1e-2);
            }
        };
        GradientReport report =
                GradientCheck.of(layer).on(Samples.normal(3, 1, 100)).run();
        TensorReport weight = report.tensor("weight");
        assertEquals(Verdict.WRONG, weight.verdict(), report.toString());
        assertEquals(4711, weight.worst(1).get(0).index());
        assertEquals(1, weight.count(Verdict.WRONG));
    }

    @Test
    void aRightLayerOfTenThousandWeightsPasses() {
        GradientCheck.of(new Affine(100, 100)).on(Samples.normal(3, 1, 100)).verify();
    }
}
