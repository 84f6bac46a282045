package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReshapeTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.reshape(2, 3, 1)).on(Shape.of(6), Shape.of(3, 2));
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 3) int height,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll long seed) {
        Shape example = Shape.of(height * width * 2);
        LayerChecks.verify(
                Layers.reshape(height, width, 2), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void errors() {
        assertEquals(
                "reshape: give one or more axes, each 1 or more, but got [2, 0].",
                assertThrows(IllegalArgumentException.class, () -> Layers.reshape(2, 0))
                        .getMessage());
        ShapeMismatchException e = assertThrows(
                ShapeMismatchException.class, () -> Samples.build(Layers.reshape(28, 28, 1), Shape.of(100), 1));
        assertEquals(
                "reshape(28, 28, 1): an example must have 784 elements but has shape [100], which has 100.",
                e.getMessage());
        assertEquals(Shape.of(28, 28, 1), e.outputIfFixed());
    }
}
