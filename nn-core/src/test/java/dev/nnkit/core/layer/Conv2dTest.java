package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Conv2dTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.conv2d(3, 2))
                .on(Shape.of(3, 4, 2))
                .and(Cases.of(new Conv2d(2, 3, 2, 1, false)).on(Shape.of(4, 5, 1)));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int padding,
            @ForAll boolean bias,
            @ForAll long seed) {
        Assume.that(Math.min(height, width) + 2 * padding >= kernel);
        Shape example = Shape.of(height, width, 2);
        LayerChecks.verify(
                new Conv2d(2, kernel, stride, padding, bias),
                example,
                Samples.normal(seed, example.withBatch(batch)),
                seed);
    }

    /** Sides, strides, paddings and windows that do not tile the image. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void equalsTheSixLoops(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 5) int padding,
            @ForAll long seed) {
        Assume.that(Math.min(height, width) + 2 * padding >= kernel);
        Conv2d spec = new Conv2d(3, kernel, stride, padding, true);
        Layer conv = Samples.build(spec, Shape.of(height, width, channels), seed);
        Samples.set(conv.parameters().get(1).value(), 0.5, -1, 2);
        Tensor x = Samples.normal(seed, Shape.of(batch, height, width, channels));
        Tensor y = conv.infer(x, Samples.inference());
        assertArrayEquals(
                naive(
                        spec,
                        x,
                        conv.parameters().get(0).value(),
                        conv.parameters().get(1).value(),
                        y.shape()),
                Samples.values(y),
                1e-12);
    }

    private static double[] naive(Conv2d spec, Tensor x, Tensor weight, Tensor bias, Shape output) {
        int kernel = spec.kernel();
        int channels = x.shape().last();
        Tensor y = Samples.normal(0, output);
        for (int b = 0; b < output.axis(0); b++) {
            for (int oy = 0; oy < output.axis(1); oy++) {
                for (int ox = 0; ox < output.axis(2); ox++) {
                    for (int f = 0; f < spec.filters(); f++) {
                        double sum = bias.get(f);
                        for (int k = 0; k < kernel * kernel * channels; k++) {
                            int iy = oy * spec.stride() + k / channels / kernel - spec.padding();
                            int ix = ox * spec.stride() + k / channels % kernel - spec.padding();
                            boolean inside = iy >= 0
                                    && iy < x.shape().axis(1)
                                    && ix >= 0
                                    && ix < x.shape().axis(2);
                            double value = inside ? x.get(x.indexOf(b, iy, ix, k % channels)) : 0;
                            sum += value * weight.get(weight.indexOf(k, f));
                        }
                        y.set(y.indexOf(b, oy, ox, f), sum);
                    }
                }
            }
        }
        return Samples.values(y);
    }

    @Test
    void aHandMadeWindow() {
        Layer conv = Samples.build(Layers.conv2d(1, 2), Shape.of(2, 3, 1), 1);
        Samples.set(conv.parameters().get(0).value(), 1, 10, 100, 1000);
        Samples.set(conv.parameters().get(1).value(), 0.5);
        Tensor x = Tensor.of(Shape.of(1, 2, 3, 1), 1.0, 2, 3, 4, 5, 6);
        assertArrayEquals(new double[] {5421.5, 6532.5}, Samples.values(conv.infer(x, Samples.inference())));
    }

    @Test
    void settingsOneByOne() {
        assertEquals(
                new Conv2d(3, 2, 4, 1, true), Layers.conv2d(3, 2).withStride(4).withPadding(1));
    }

    @Test
    void errors() {
        assertEquals(
                "conv2d: filters, kernel and stride must be 1 or more and padding 0 or more, but they are 1, 0, 1 and"
                        + " 0.",
                assertThrows(IllegalArgumentException.class, () -> Layers.conv2d(1, 0))
                        .getMessage());
        ShapeMismatchException flat = refused(Shape.of(784));
        assertEquals(
                "conv2d(8, 5): an example must have shape [height, width, channels] but has [784].", flat.getMessage());
        assertNull(flat.outputIfFixed());
        ShapeMismatchException gray = refused(Shape.of(28, 28));
        assertEquals(
                "conv2d(8, 5): an example must have shape [height, width, channels] but has [28, 28]. Put"
                        + " reshape(28, 28, 1) before it.",
                gray.getMessage());
        assertEquals(Shape.of(24, 24, 8), gray.outputIfFixed());
        assertEquals(
                "conv2d(8, 5): a window of 5 by 5 does not fit into an example of shape [4, 9, 1]. Use a smaller one,"
                        + " or padding.",
                refused(Shape.of(4, 9, 1)).getMessage());
        Layer conv = Samples.build(Layers.conv2d(8, 5), Shape.of(5, 5, 1), 1);
        ShapeMismatchException other =
                assertThrows(ShapeMismatchException.class, () -> conv.outputShape(Shape.of(6, 6, 1)));
        assertEquals("conv2d(8, 5): an example must have shape [5, 5, 1] but has [6, 6, 1].", other.getMessage());
        assertEquals(Shape.of(1, 1, 8), other.outputIfFixed());
    }

    private static ShapeMismatchException refused(Shape example) {
        return assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.conv2d(8, 5), example, 1));
    }
}
