package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class InputsTest {
    @Test
    void aBatchOfExamplesIsAsked() {
        assertDoesNotThrow(() -> Inputs.require("it", floats(5, 28, 28), Shape.of(28, 28)));
        assertEquals(
                "it: input must have shape [batch, 784] but has [5, 28, 28]. Put flatten before it.",
                refused(() -> Inputs.require("it", floats(5, 28, 28), Shape.of(784))));
        assertEquals(
                "it: input must have shape [batch, 784] but has [784]. Put a batch axis in front:"
                        + " withShape(shape.withBatch(1)).",
                refused(() -> Inputs.require("it", floats(784), Shape.of(784))));
        assertEquals(
                "it: input must have a batch of at least 1 example but has shape [0, 784].",
                refused(() -> Inputs.require("it", floats(0, 784), Shape.of(784))));
        assertEquals(
                "it: input must be FLOAT32 or FLOAT64 but is INT32. Ids go into an embedding.",
                refused(() -> Inputs.require("it", Tensor.ofInts(Shape.of(1), 1), Shape.of())));
    }

    @Test
    void idsAreInts() {
        assertDoesNotThrow(() -> Inputs.requireInts("it", Tensor.ofInts(Shape.of(2), 1, 2), Shape.of()));
        assertEquals(
                "it: input must have shape [batch] but has [1, 2].",
                refused(() -> Inputs.requireInts("it", Tensor.ofInts(Shape.of(1, 2), 1, 2), Shape.of())));
        assertEquals(
                "it: input must be INT32 but is FLOAT32. Make it with Tensor.ofInts.",
                refused(() -> Inputs.requireInts("it", floats(2), Shape.of())));
    }

    @Test
    void layersOnTheLastAxisTakeRowsAndSequencesOfAnyLength() {
        for (Shape example : new Shape[] {Shape.of(3), Shape.of(7, 3)}) {
            assertDoesNotThrow(() -> Inputs.requireLast("it", floats(4, 3), example));
            assertDoesNotThrow(() -> Inputs.requireLast("it", floats(4, 5, 3), example));
            String expected = Inputs.batchOf(example);
            for (Tensor input : new Tensor[] {floats(3), floats(4, 2), floats(4, 5, 2), floats(4, 5, 5, 3)}) {
                String message = refused(() -> Inputs.requireLast("it", input, example));
                assertEquals(
                        "it: input must have shape " + expected + " but has " + input.shape() + ".",
                        message.replace(" Put a batch axis in front: withShape(shape.withBatch(1)).", ""));
            }
            assertEquals(
                    "it: input must have a batch of at least 1 example but has shape [0, 3].",
                    refused(() -> Inputs.requireLast("it", floats(0, 3), example)));
            assertEquals(
                    "it: input must be FLOAT32 or FLOAT64 but is INT32. Ids go into an embedding.",
                    refused(() -> Inputs.requireLast("it", Tensor.zeros(DataType.INT32, Shape.of(4, 3)), example)));
        }
    }

    private static Tensor floats(int... axes) {
        return Tensor.zeros(DataType.FLOAT32, Shape.of(axes));
    }

    private static String refused(Executable check) {
        return String.valueOf(assertThrows(ShapeMismatchException.class, check).getMessage());
    }
}
