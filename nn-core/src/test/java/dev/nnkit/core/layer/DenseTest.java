package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Initializer;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DenseTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.dense(4))
                .on(Shape.of(3), Shape.of(5, 3))
                .and(Cases.of(Layers.dense(1).withoutBias()).on(Shape.of(1)));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 5) int features,
            @ForAll @IntRange(min = 1, max = 5) int units,
            @ForAll boolean bias,
            @ForAll boolean sequence,
            @ForAll long seed) {
        Shape example = sequence ? Shape.of(3, features) : Shape.of(features);
        LayerSpec spec = bias ? Layers.dense(units) : Layers.dense(units).withoutBias();
        LayerChecks.verify(spec, example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void productPlusBias() {
        Layer dense = Samples.build(Layers.dense(2), Shape.of(3), 1);
        Samples.set(dense.parameters().get(0).value(), 1, 2, 3, 4, 5, 6);
        Samples.set(dense.parameters().get(1).value(), 10, 20);
        Tensor x = Tensor.of(Shape.of(1, 3), 1.0, -1.0, 2.0);
        assertArrayEquals(
                new double[] {18, 30},
                Samples.values(dense.forward(x, Samples.training()).output()));
    }

    @Test
    void theInitializerGivesTheFirstWeights() {
        Initializer numbers = (value, fanIn, fanOut, gain, random) -> Samples.set(value, fanIn, fanOut, 7, 8, 9, 10);
        Dense spec = Layers.dense(2).withoutBias().with(numbers);
        assertEquals(new Dense(2, false, numbers), spec);
        assertArrayEquals(
                new double[] {3, 2, 7, 8, 9, 10},
                Samples.values(
                        Samples.build(spec, Shape.of(3), 1).parameters().get(0).value()));
    }

    @Test
    void timeMayDifferFromBatchToBatch() {
        Layer dense = Samples.build(Layers.dense(2), Shape.of(7, 3), 1);
        Tensor sequence = Samples.normal(2, Shape.of(4, 5, 3));
        Tensor rows = sequence.withShape(Shape.of(20, 3));
        assertArrayEquals(
                Samples.values(dense.infer(rows, Samples.inference())),
                Samples.values(dense.infer(sequence, Samples.inference())));
        assertEquals(Shape.of(5, 2), dense.outputShape(Shape.of(5, 3)));
    }

    @Test
    void errors() {
        assertEquals(
                "dense: units must be 1 or more but is 0.",
                assertThrows(IllegalArgumentException.class, () -> Layers.dense(0))
                        .getMessage());
        ShapeMismatchException image =
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.dense(2), Shape.of(4, 4, 1), 1));
        assertEquals(
                "dense(2): an example must have shape [features] or [time, features] but has [4, 4, 1]. Put flatten"
                        + " before it.",
                image.getMessage());
        assertEquals(Shape.of(2), image.outputIfFixed());
        Layer dense = Samples.build(Layers.dense(2), Shape.of(3), 1);
        ShapeMismatchException width =
                assertThrows(ShapeMismatchException.class, () -> dense.outputShape(Shape.of(5, 4)));
        assertEquals("dense(2): an example must have 3 features but has shape [5, 4].", width.getMessage());
        assertEquals(Shape.of(5, 2), width.outputIfFixed());
        assertEquals(
                "dense(2): input must have shape [batch, 3] but has [8, 4].",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> dense.forward(Samples.normal(1, Shape.of(8, 4)), Samples.training()))
                        .getMessage());
    }
}
