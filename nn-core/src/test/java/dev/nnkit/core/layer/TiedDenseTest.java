package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.gradcheck.junit.Cases;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TiedDenseTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Sequential.of(Layers.dense(2), Layers.tiedDense("0.weight")))
                .on(Shape.of(3), Shape.of(4, 3));
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void gradientsOfBothUsesAddUp(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 5) int features,
            @ForAll @IntRange(min = 1, max = 5) int units,
            @ForAll boolean bias,
            @ForAll boolean sequence,
            @ForAll long seed) {
        LayerSpec tied = new TiedDense("0.weight", bias);
        LayerSpec chain = Sequential.of(Layers.dense(units), tied);
        Shape example = sequence ? Shape.of(2, features) : Shape.of(features);
        assertEquals(
                bias ? 3 : 2, Samples.build(chain, example, seed).parameters().size());
        LayerChecks.verify(chain, example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void transposeOfAnEmbedding() {
        Layer chain = Samples.build(Sequential.of(Layers.embedding(3, 2), Layers.tiedDense("0.weight")), Shape.of(), 1);
        Samples.set(chain.parameters().get(0).value(), 1, 2, 3, 4, 5, 6);
        Tensor y = chain.infer(Tensor.ofInts(Shape.of(1), 1), Samples.inference());
        assertArrayEquals(new double[] {11, 25, 39}, Samples.values(y));
    }

    /** The gradient of an embedding's row and of a whole matrix meet in one sum. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void embeddingAndItsTransposeLearnTogether(@ForAll @IntRange(min = 1, max = 4) int batch, @ForAll long seed) {
        LayerSpec chain = Sequential.of(Layers.embedding(4, 3), Layers.tiedDense("0.weight"));
        LayerChecks.verify(chain, Shape.of(2), Samples.ints(seed, 4, Shape.of(batch, 2)), seed);
    }

    /** The text names the owner, and the owner alone is frozen. */
    @Test
    void theSharedWeightBelongsToItsMaker() {
        LayerSpec chain = Sequential.of(Layers.dense(2), Layers.frozen(Layers.tiedDense("0.weight")));
        List<Parameter> parameters = Samples.build(chain, Shape.of(3), 1).parameters();
        assertTrue(Samples.parameter(parameters, "0.weight").isTrainable());
        assertTrue(Samples.parameter(parameters, "1.bias").isFrozen());
    }

    @Test
    void errors() {
        assertEquals(
                "no parameter \"0.weight\" was made before layer \"0\", which wants to share it. Made so far: none.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Samples.build(Sequential.of(Layers.tiedDense("0.weight")), Shape.of(3), 1))
                        .getMessage());
        assertEquals(
                "tiedDense(\"0.bias\") \"1\": the shared parameter must be a matrix but 0.bias [2] is not one.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Samples.build(
                                        Sequential.of(Layers.dense(2), Layers.tiedDense("0.bias")), Shape.of(3), 1))
                        .getMessage());
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        Layers.dense(2).build(Shape.of(3), initialization.child("0"));
        ShapeMismatchException width = assertThrows(
                ShapeMismatchException.class,
                () -> Layers.tiedDense("0.weight").build(Shape.of(5), initialization.child("1")));
        assertEquals(
                "tiedDense(\"0.weight\") \"1\": an example must have 2 features, the last axis of 0.weight [3, 2], but"
                        + " has shape [5].",
                width.getMessage());
        assertEquals(Shape.of(3), width.outputIfFixed());
        Layer tied = Layers.tiedDense("0.weight").withoutBias().build(Shape.of(2), initialization.child("2"));
        StepContext step = Samples.training();
        assertThrows(ShapeMismatchException.class, () -> tied.outputShape(Shape.of(2, 2, 2)));
        assertThrows(ShapeMismatchException.class, () -> tied.forward(Samples.normal(1, Shape.of(2, 2, 2, 2)), step));
    }
}
