package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class InputsTest {
    private static final String WHO = "dense(128)";

    private static Tensor floats(int... axes) {
        return Tensor.zeros(DataType.FLOAT32, Shape.of(axes));
    }

    private static Tensor ints(int... axes) {
        return Tensor.zeros(DataType.INT32, Shape.of(axes));
    }

    private static String problem(Executable check) {
        return assertThrows(ShapeMismatchException.class, check).getMessage();
    }

    @Property
    void aBatchOfExamplesPasses(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> axes,
            @ForAll @IntRange(min = 1, max = 5) int batch) {
        Shape example = Shape.of(axes.stream().mapToInt(Integer::intValue).toArray());
        Tensor input = Tensor.zeros(DataType.FLOAT64, example.withBatch(batch));
        assertDoesNotThrow(() -> Inputs.require(WHO, input, example));
        assertDoesNotThrow(() -> Inputs.requireFloating(WHO, input));
        assertDoesNotThrow(() -> Inputs.requireInts(WHO, input.as(DataType.INT32), example));
    }

    @Test
    void namesWhatCameAndTheFix() {
        Shape example = Shape.of(784);
        assertEquals(
                "dense(128): input must have shape [batch, 784] but has [64, 28, 28, 1]. Put flatten before it.",
                problem(() -> Inputs.require(WHO, floats(64, 28, 28, 1), example)));
        assertEquals(
                "dense(128): input must have shape [batch, 784] but has [784]."
                        + " Put a batch axis in front: withShape(shape.withBatch(1)).",
                problem(() -> Inputs.require(WHO, floats(784), example)));
        assertEquals(
                "dense(128): input must have shape [batch, 784] but has [64, 10].",
                problem(() -> Inputs.require(WHO, floats(64, 10), example)));
        assertEquals(
                "dense(128): input must have a batch of at least 1 example but has shape [0, 784].",
                problem(() -> Inputs.require(WHO, floats(0, 784), example)));
        assertEquals(
                "dense(128): input must have a batch of at least 1 example but has shape [].",
                problem(() -> Inputs.requireFloating(WHO, floats())));
    }

    @Test
    void namesTheTypeThatIsWanted() {
        assertEquals(
                "dense(128): input must be FLOAT32 or FLOAT64 but is INT32. Ids go into an embedding.",
                problem(() -> Inputs.require(WHO, ints(2, 3), Shape.of(3))));
        assertEquals(
                "embedding(5, 3): input must be INT32 but is FLOAT32. Make it with Tensor.ofInts.",
                problem(() -> Inputs.requireInts("embedding(5, 3)", floats(2, 3), Shape.of(3))));
        assertEquals(
                "embedding(5, 3): input must have shape [batch, 3] but has [2, 4].",
                problem(() -> Inputs.requireInts("embedding(5, 3)", ints(2, 4), Shape.of(3))));
    }

    /** For layers on the last axis: [features] and [time, features] stand for each other, an image does not. */
    @Test
    void onTheLastAxisTimeMayComeOrGo() {
        Shape features = Shape.of(3);
        assertDoesNotThrow(() -> Inputs.requireLast(WHO, floats(2, 3), features));
        assertDoesNotThrow(() -> Inputs.requireLast(WHO, floats(2, 7, 3), features));
        assertDoesNotThrow(() -> Inputs.requireLast(WHO, floats(2, 3), Shape.of(7, 3)));
        assertEquals(
                "dense(128): input must have shape [batch, 3] but has [2, 7, 4].",
                problem(() -> Inputs.requireLast(WHO, floats(2, 7, 4), features)));
        assertEquals(
                "dense(128): input must have shape [batch, 3] but has [2, 5, 5, 3].",
                problem(() -> Inputs.requireLast(WHO, floats(2, 5, 5, 3), features)));
        assertEquals(
                "dense(128): input must be FLOAT32 or FLOAT64 but is INT32. Ids go into an embedding.",
                problem(() -> Inputs.requireLast(WHO, ints(2, 3), features)));
        assertEquals(
                "dense(128): input must have a batch of at least 1 example but has shape [0, 3].",
                problem(() -> Inputs.requireLast(WHO, floats(0, 3), features)));
    }

    @Test
    void batchesInWords() {
        assertEquals("[batch]", Inputs.batchOf(Shape.of()));
        assertEquals("[batch, 784]", Inputs.batchOf(Shape.of(784)));
        assertEquals("[batch, 28, 28, 1]", Inputs.batchOf(Shape.of(28, 28, 1)));
    }
}
