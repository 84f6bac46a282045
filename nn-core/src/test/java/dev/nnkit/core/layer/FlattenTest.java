package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

class FlattenTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.flatten()).on(Shape.of(), Shape.of(4), Shape.of(2, 3, 2));
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 3) int height,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll long seed) {
        Shape example = Shape.of(height, width, 2);
        LayerChecks.verify(Layers.flatten(), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void movesNothing() {
        Layer flatten = Samples.build(Layers.flatten(), Shape.of(2, 3), 1);
        Tensor x = Samples.normal(1, Shape.of(4, 2, 3));
        Tensor y = flatten.infer(x, Samples.inference());
        assertEquals(Shape.of(4, 6), y.shape());
        assertSame(x.doubles(), y.doubles());
        Tensor ids = Samples.ints(1, 9, Shape.of(4, 2, 3));
        assertSame(ids.ints(), flatten.infer(ids, Samples.inference()).ints());
    }

    @Test
    void refusesAnotherShape() {
        Layer flatten = Samples.build(Layers.flatten(), Shape.of(2, 3), 1);
        ShapeMismatchException e =
                assertThrows(ShapeMismatchException.class, () -> flatten.outputShape(Shape.of(3, 2)));
        assertEquals("flatten: an example must have shape [2, 3] but has [3, 2].", e.getMessage());
        assertEquals(Shape.of(6), e.outputIfFixed());
        Tensor ids = Samples.ints(1, 9, Shape.of(4, 3, 2));
        assertEquals(
                "flatten: input must have shape [batch, 2, 3] but has [4, 3, 2].",
                assertThrows(ShapeMismatchException.class, () -> flatten.infer(ids, Samples.inference()))
                        .getMessage());
    }
}
