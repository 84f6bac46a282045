package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void wrapsArraysRowMajor() {
        float[] values = {1, 2, 3, 4, 5, 6};
        Tensor tensor = Tensor.of(Shape.of(2, 3), values);
        assertSame(values, tensor.floats());
        assertEquals(6, tensor.at(1, 2));
        assertEquals(2, tensor.rows());
        assertEquals(2, tensor.batch());
        assertEquals("FLOAT32 [2, 3] {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}", tensor.toString());
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "a tensor of shape [2, 3] needs 6 values but got 1.",
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(Shape.of(2, 3), 1.0))
                        .getMessage());
        assertEquals(
                "a tensor of FLOAT64 was expected but this one, of shape [1], is FLOAT32. Convert it with as(FLOAT64).",
                assertThrows(
                                IllegalStateException.class,
                                () -> Tensor.of(Shape.of(1), 1f).doubles())
                        .getMessage());
        assertEquals(
                "coordinates [2, 0] lie outside shape [2, 3].",
                assertThrows(
                                IndexOutOfBoundsException.class,
                                () -> Tensor.zeros(DataType.INT32, Shape.of(2, 3))
                                        .at(2, 0))
                        .getMessage());
        assertEquals(
                "shape [2, 3] has 6 elements and cannot be seen as [7], which has 7.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Tensor.zeros(DataType.INT32, Shape.of(2, 3))
                                        .withShape(Shape.of(7)))
                        .getMessage());
    }

    @Test
    void copiesAndConverts() {
        Tensor doubles = Tensor.of(Shape.of(3), 1.5, -2.5, Double.NaN);
        Tensor copy = doubles.copy();
        copy.set(0, 9);
        assertEquals(1.5, doubles.get(0));
        assertArrayEquals(
                new float[] {1.5f, -2.5f, Float.NaN},
                doubles.as(DataType.FLOAT32).floats());
        assertSame(doubles, doubles.as(DataType.FLOAT64));
        assertArrayEquals(new int[] {1, -2, 0}, doubles.as(DataType.INT32).ints());
    }

    @Test
    void copiesRows() {
        Tensor target = Tensor.zeros(DataType.FLOAT64, Shape.of(3, 2));
        target.setRows(1, Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4), 0, 2);
        assertArrayEquals(new double[] {0, 0, 1, 2, 3, 4}, target.doubles());
        assertEquals(
                "cannot copy rows of FLOAT64 [2, 3] into FLOAT64 [3, 2]: type and row size must be the same.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> target.setRows(0, Tensor.zeros(DataType.FLOAT64, Shape.of(2, 3)), 0, 1))
                        .getMessage());
    }

    @Test
    void sameBitsTellsZerosApart() {
        assertTrue(Tensor.of(Shape.of(1), Double.NaN).sameBits(Tensor.of(Shape.of(1), Double.NaN)));
        assertFalse(Tensor.of(Shape.of(1), 0.0).sameBits(Tensor.of(Shape.of(1), -0.0)));
        assertFalse(Tensor.of(Shape.of(1), 1f).sameBits(Tensor.of(Shape.of(1), 1.0)));
    }
}
