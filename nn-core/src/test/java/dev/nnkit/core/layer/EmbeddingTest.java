package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EmbeddingTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.embedding(6, 3)).on(Shape.of(), Shape.of(4)).maximumId(5);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 0, max = 4) int time,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll long seed) {
        Shape example = time == 0 ? Shape.of() : Shape.of(time);
        Tensor ids = Samples.ints(seed, count, example.withBatch(batch));
        LayerChecks.verify(Layers.embedding(count, width), example, ids, seed);
    }

    @Test
    void rowsAndTheSumsOfTheirGradients() {
        Layer embedding = Samples.build(Layers.embedding(3, 2), Shape.of(2), 1);
        Parameter weight = embedding.parameters().get(0);
        Samples.set(weight.value(), 1, 2, 3, 4, 5, 6);
        Layer.Forward forward = embedding.forward(Tensor.ofInts(Shape.of(2, 2), 2, 0, 2, 2), Samples.training());
        assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6, 5, 6}, Samples.values(forward.output()));
        Gradients gradients = Gradients.of(embedding.parameters());
        Tensor dy = Tensor.of(Shape.of(2, 2, 2), 1.0, 2, 3, 4, 10, 20, 100, 200);
        forward.pullback().parametersOnly(dy, gradients);
        assertArrayEquals(new double[] {3, 4, 0, 0, 111, 222}, Samples.values(gradients.rowSums(weight)));
        Tensor none = forward.pullback().apply(dy, Gradients.of(embedding.parameters()));
        assertEquals(Shape.of(2, 2), none.shape(), "ids have no gradient: zeros stand in its place");
        assertArrayEquals(new double[4], Samples.values(none));
        gradients.zero();
        assertArrayEquals(new double[6], Samples.values(gradients.rowSums(weight)));
    }

    @Test
    void timeMayDifferFromBatchToBatch() {
        Layer embedding = Samples.build(Layers.embedding(3, 2), Shape.of(2), 1);
        assertEquals(
                Shape.of(4, 5, 2),
                embedding
                        .infer(Samples.ints(1, 3, Shape.of(4, 5)), Samples.inference())
                        .shape());
    }

    @Test
    void errors() {
        assertEquals(
                "embedding: count and width must be 1 or more but are 0 and 2.",
                assertThrows(IllegalArgumentException.class, () -> Layers.embedding(0, 2))
                        .getMessage());
        Layer sequence = Samples.build(Layers.embedding(3, 2), Shape.of(2), 1);
        assertEquals(
                "embedding(3, 2): the id of example 1, position 0, must be 0 to 2 but is 3. Correct the ids, or give"
                        + " the embedding a larger count.",
                refused(sequence, Tensor.ofInts(Shape.of(2, 2), 0, 1, 3, 2)));
        Layer single = Samples.build(Layers.embedding(3, 2), Shape.of(), 1);
        assertEquals(
                "embedding(3, 2): the id of example 1 must be 0 to 2 but is -1. Correct the ids, or give the embedding"
                        + " a larger count.",
                refused(single, Tensor.ofInts(Shape.of(2), 0, -1)));
        assertEquals(
                "embedding(3, 2): input must be INT32 but is FLOAT64. Make it with Tensor.ofInts.",
                refused(single, Samples.normal(1, Shape.of(2))));
        assertEquals(
                "embedding(3, 2): input must have shape [batch] but has [2, 2, 2].",
                refused(single, Samples.ints(1, 3, Shape.of(2, 2, 2))));
        ShapeMismatchException image = assertThrows(
                ShapeMismatchException.class, () -> Samples.build(Layers.embedding(3, 2), Shape.of(4, 4), 1));
        assertEquals(
                "embedding(3, 2): an example must have shape [] or [time], ids, but has [4, 4].", image.getMessage());
        assertEquals(Shape.of(4, 2), image.outputIfFixed());
    }

    private static String refused(Layer layer, Tensor ids) {
        return assertThrows(IllegalArgumentException.class, () -> layer.infer(ids, Samples.inference()))
                .getMessage();
    }
}
