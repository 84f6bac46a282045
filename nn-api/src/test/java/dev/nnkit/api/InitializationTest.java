package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InitializationTest {
    private static final Shape SHAPE = Shape.of(200, 100);

    @Test
    void weightsDependOnTheirPathAlone() {
        Initialization one = Initialization.of(DataType.FLOAT64, 3);
        one.child("0").weight("weight", SHAPE, 200, 100);
        Parameter late = one.child("1").weight("weight", SHAPE, 200, 100);
        Parameter early = Initialization.of(DataType.FLOAT64, 3).child("1").weight("weight", SHAPE, 200, 100);
        assertTrue(late.value().sameBits(early.value()));
        assertEquals("1.weight", late.path());
    }

    @Test
    void theDefaultIsNormalWithGainOverRootOfFanIn() {
        Tensor value = Initialization.of(DataType.FLOAT64, 3)
                .child("0")
                .withGain(2)
                .weight("weight", SHAPE, 200, 100)
                .value();
        double squares = 0;
        for (int i = 0; i < value.size(); i++) {
            squares += value.get(i) * value.get(i);
        }
        assertEquals(4.0 / 200, squares / value.size(), 4 * 4.0 / 200 * Math.sqrt(2.0 / value.size()));
    }

    @Test
    void gainsDoNotChangeTheDraws() {
        Initialization plain = Initialization.of(DataType.FLOAT64, 3).child("0");
        Initialization scaled =
                Initialization.of(DataType.FLOAT64, 3).child("0").withGain(2);
        assertEquals(
                2 * plain.weight("w", SHAPE, 200, 100).value().get(17),
                scaled.weight("w", SHAPE, 200, 100).value().get(17));
    }

    @Test
    void existingParametersAreSharedWithinTheContainer() {
        Initialization block = Initialization.of(DataType.FLOAT64, 3).child("block");
        Parameter weight = block.child("0").weight("weight", SHAPE, 200, 100);
        assertSame(weight, block.child("1").existing("0.weight"));
        assertEquals(
                "no parameter \"block.2.weight\" was made before layer \"block.1\", which wants to share it."
                        + " Made so far: block.0.weight.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> block.child("1").existing("2.weight"))
                        .getMessage());
    }

    @Test
    void twoParametersOfOnePathAreRefused() {
        Initialization layer = Initialization.of(DataType.FLOAT64, 3).child("0");
        layer.bias("bias", Shape.of(2));
        assertEquals(
                "two parameters are called \"0.bias\". Give one of the layers another name.",
                assertThrows(IllegalArgumentException.class, () -> layer.bias("bias", Shape.of(2)))
                        .getMessage());
    }

    @Test
    void frozenReachesChildren() {
        Parameter parameter =
                Initialization.of(DataType.FLOAT32, 1).frozen().child("a").bias("bias", Shape.of(1));
        assertTrue(parameter.isFrozen());
        assertFalse(parameter.isTrainable());
    }

    @Test
    void aFileLayoutBelongsToOnePlace() {
        Shape matrix = Shape.of(2, 3);
        Initialization block = Initialization.of(DataType.FLOAT32, 1).child("a").inFile(FileLayout.transposed(matrix));
        assertEquals(
                Shape.of(3, 2),
                block.weight("weight", matrix, 2, 3).fileLayout().shape());
        assertEquals(
                matrix,
                block.child("b").weight("weight", matrix, 2, 3).fileLayout().shape());
        assertEquals(
                "parameter a.bias of shape [3] cannot be seen as [2, 3], as its file layout wants.",
                assertThrows(IllegalArgumentException.class, () -> block.bias("bias", Shape.of(3)))
                        .getMessage());
    }

    @Test
    void storedParametersTakeThePlaceOfInitialisers() {
        Tensor stored = Tensor.of(Shape.of(2), 7f, 8f);
        Initialization loading = Initialization.loading(DataType.FLOAT32, (path, shape, layout) -> {
            assertEquals("0.weight", path);
            assertEquals(Shape.of(2), shape);
            assertEquals(FileLayout.asInMemory(shape), layout);
            return stored;
        });
        Parameter weight = loading.child("0").weight("weight", Shape.of(2), 2, 1, (value, in, out, gain, random) -> {
            throw new AssertionError("an initialiser ran where weights are read");
        });
        assertSame(stored, weight.value());
        assertSame(weight, loading.child("1").existing("0.weight"));
    }
}
