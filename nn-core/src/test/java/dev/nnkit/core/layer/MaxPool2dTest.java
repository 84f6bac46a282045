package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaxPool2dTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.maxPool2d(2))
                .on(Shape.of(4, 5, 2))
                .and(Cases.of(new MaxPool2d(3, 2)).on(Shape.of(5, 6, 1)));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll long seed) {
        Assume.that(Math.min(height, width) >= size);
        Shape example = Shape.of(height, width, 2);
        LayerChecks.verify(new MaxPool2d(size, stride), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void equalsTheObviousLoops(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll @IntRange(min = 1, max = 5) int stride,
            @ForAll long seed) {
        Assume.that(Math.min(height, width) >= size);
        Layer pool = Samples.build(new MaxPool2d(size, stride), Shape.of(height, width, channels), 1);
        Tensor x = Samples.normal(seed, Shape.of(batch, height, width, channels));
        Tensor y = pool.infer(x, Samples.inference());
        assertEquals((height - size) / stride + 1, y.shape().axis(1));
        assertEquals((width - size) / stride + 1, y.shape().axis(2));
        for (int i = 0; i < y.size(); i++) {
            int c = i % channels;
            int ox = i / channels % y.shape().axis(2);
            int oy = i / channels / y.shape().axis(2) % y.shape().axis(1);
            int b = i / channels / y.shape().axis(2) / y.shape().axis(1);
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < size * size; k++) {
                int at = x.indexOf(b, oy * stride + k / size, ox * stride + k % size, c);
                largest = Math.max(largest, x.get(at));
            }
            assertEquals(largest, y.get(i));
        }
    }

    @Test
    void ofEqualMaximaTheFirstGetsTheGradient() {
        Layer pool = Samples.build(Layers.maxPool2d(2), Shape.of(2, 2, 1), 1);
        Tensor x = Tensor.of(Shape.of(1, 2, 2, 1), 1.0, 3, 3, 3);
        Layer.Forward forward = pool.forward(x, Samples.training());
        Tensor dx = forward.pullback().apply(Tensor.of(Shape.of(1, 1, 1, 1), 5.0), Gradients.of(List.of()));
        assertArrayEquals(new double[] {0, 5, 0, 0}, Samples.values(dx));
    }

    @Test
    void overlappingWindowsAddTheirGradients() {
        Layer pool = Samples.build(Layers.maxPool2d(2).withStride(1), Shape.of(2, 3, 1), 1);
        Tensor x = Tensor.of(Shape.of(1, 2, 3, 1), 1.0, 9, 2, 3, 4, 5);
        Layer.Forward forward = pool.forward(x, Samples.training());
        Tensor dx = forward.pullback().apply(Tensor.of(Shape.of(1, 1, 2, 1), 5.0, 7.0), Gradients.of(List.of()));
        assertArrayEquals(new double[] {0, 12, 0, 0, 0, 0}, Samples.values(dx));
    }

    @Test
    void nanIsNotHidden() {
        Layer pool = Samples.build(Layers.maxPool2d(2), Shape.of(2, 2, 1), 1);
        for (int place = 0; place < 4; place++) {
            Tensor x = Tensor.of(Shape.of(1, 2, 2, 1), 1.0, 2, 3, 4);
            x.set(place, Double.NaN);
            for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
                assertEquals(
                        Double.NaN, pool.infer(x.as(type), Samples.inference()).get(0));
            }
        }
        Tensor lowest = Samples.normal(1, Shape.of(1, 2, 2, 1)).fill(Double.NEGATIVE_INFINITY);
        assertEquals(
                Double.NEGATIVE_INFINITY,
                pool.infer(lowest, Samples.inference()).get(0));
    }

    @Test
    void errors() {
        assertEquals(
                "maxPool2d: size and stride must be 1 or more but are 2 and 0.",
                assertThrows(IllegalArgumentException.class, () -> new MaxPool2d(2, 0))
                        .getMessage());
        assertEquals(
                "maxPool2d(3): a window of 3 by 3 does not fit into an example of shape [2, 5, 1]. Use a smaller one,"
                        + " or padding.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Samples.build(Layers.maxPool2d(3), Shape.of(2, 5, 1), 1))
                        .getMessage());
        ShapeMismatchException gray =
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.maxPool2d(2), Shape.of(6, 4), 1));
        assertEquals(
                "maxPool2d(2): an example must have shape [height, width, channels] but has [6, 4]. Put reshape(6, 4,"
                        + " 1) before it.",
                gray.getMessage());
        assertEquals(Shape.of(3, 2, 1), gray.outputIfFixed());
    }
}
