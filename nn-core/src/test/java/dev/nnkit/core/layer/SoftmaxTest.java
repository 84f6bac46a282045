package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoftmaxTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.softmax()).on(Shape.of(1), Shape.of(4), Shape.of(2, 3, 5));
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 3) int time,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll long seed) {
        Shape example = Shape.of(time, classes);
        LayerChecks.verify(Layers.softmax(), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void probabilitiesFollowTheLogits() {
        Layer softmax = Samples.build(Layers.softmax(), Shape.of(3), 1);
        Tensor x = Tensor.of(Shape.of(2, 3), Math.log(1), Math.log(3), Math.log(4), 7, 7, 7);
        double third = 1.0 / 3;
        assertArrayEquals(
                new double[] {0.125, 0.375, 0.5, third, third, third},
                Samples.values(softmax.infer(x, Samples.inference())),
                1e-15);
        assertTrue(softmax.outputsProbabilities());
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Layer softmax = Samples.build(Layers.softmax(), Shape.of(3), 1);
        Tensor x = Tensor.of(Shape.of(1, 3), 1e4, -1e4, 1e4);
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            assertArrayEquals(
                    new double[] {0.5, 0, 0.5}, Samples.values(softmax.infer(x.as(type), Samples.inference())));
        }
    }

    @Test
    void nanStaysVisibleInItsRow() {
        Layer softmax = Samples.build(Layers.softmax(), Shape.of(2), 1);
        Tensor y = softmax.infer(Tensor.of(Shape.of(2, 2), 1.0, Double.NaN, 5.0, 5.0), Samples.inference());
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, 0.5, 0.5}, Samples.values(y));
    }

    @Test
    void needsALastAxis() {
        assertEquals(
                "softmax: an example must have a last axis, over which probabilities sum to 1, but has shape []. For"
                        + " one number, use sigmoid.",
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.softmax(), Shape.of(), 1))
                        .getMessage());
        Layer softmax = Samples.build(Layers.softmax(), Shape.of(2), 1);
        assertThrows(
                ShapeMismatchException.class, () -> softmax.infer(Samples.normal(1, Shape.of(4)), Samples.inference()));
    }
}
