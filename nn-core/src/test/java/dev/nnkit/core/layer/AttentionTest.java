package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AttentionTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.attention(3))
                .on(Shape.of(4, 2), Shape.of(1, 1))
                .and(Cases.of(Layers.attention(2).withCausality()).on(Shape.of(3, 2)));
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 4) int time,
            @ForAll @IntRange(min = 1, max = 3) int features,
            @ForAll @IntRange(min = 1, max = 3) int units,
            @ForAll boolean causal,
            @ForAll long seed) {
        Shape example = Shape.of(time, features);
        LayerChecks.verify(new Attention(units, causal), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    /** Query 1 everywhere, key and value the sequence itself: scores 0 and ln 3 weigh 1 to 3. */
    @Test
    void aHandMadeCase() {
        Tensor x = Tensor.of(Shape.of(1, 2, 1), 0, Math.log(3));
        assertArrayEquals(
                new double[] {0.75 * Math.log(3), 0.75 * Math.log(3)},
                Samples.values(handMade(Layers.attention(1)).infer(x, Samples.inference())),
                1e-15);
        assertArrayEquals(
                new double[] {0, 0.75 * Math.log(3)},
                Samples.values(handMade(Layers.attention(1).withCausality()).infer(x, Samples.inference())),
                1e-15);
    }

    private static Layer handMade(Attention spec) {
        Layer attention = Samples.build(spec, Shape.of(2, 1), 1);
        assertEquals(
                "[query.weight [1, 1], query.bias [1], key.weight [1, 1], value.weight [1, 1], value.bias [1]]",
                attention.parameters().toString());
        double[] values = {0, 1, 1, 1, 0};
        for (int i = 0; i < values.length; i++) {
            attention.parameters().get(i).value().set(0, values[i]);
        }
        return attention;
    }

    /** Causal: the first outputs do not change when later inputs do. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void noPositionSeesALaterOne(@ForAll @IntRange(min = 1, max = 4) int seen, @ForAll long seed) {
        Layer attention = Samples.build(Layers.attention(2).withCausality(), Shape.of(5, 3), seed);
        Tensor x = Samples.normal(seed, Shape.of(1, 5, 3));
        double[] before = Samples.values(attention.infer(x, Samples.inference()));
        for (int i = seen * 3; i < 15; i++) {
            x.set(i, -x.get(i) + 1);
        }
        double[] after = Samples.values(attention.infer(x, Samples.inference()));
        assertArrayEquals(Arrays.copyOf(before, seen * 2), Arrays.copyOf(after, seen * 2));
    }

    @Test
    void errors() {
        assertEquals(
                "attention: units must be 1 or more but is 0.",
                assertThrows(IllegalArgumentException.class, () -> Layers.attention(0))
                        .getMessage());
        assertEquals(
                "attention(2): an example must have shape [time, features] but has [4]. Put a reshape before it.",
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.attention(2), Shape.of(4), 1))
                        .getMessage());
        Layer attention = Samples.build(Layers.attention(2), Shape.of(4, 3), 1);
        ShapeMismatchException width =
                assertThrows(ShapeMismatchException.class, () -> attention.outputShape(Shape.of(4, 5)));
        assertEquals("attention(2): an example must have 3 features but has shape [4, 5].", width.getMessage());
        assertEquals(Shape.of(4, 2), width.outputIfFixed());
    }
}
