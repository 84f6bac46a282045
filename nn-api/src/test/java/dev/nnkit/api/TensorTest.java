package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
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

    @Test
    void ofWrapsAndCopyDoesNot() {
        double[] doubles = {1, 2};
        int[] ints = {1, 2};
        assertSame(doubles, Tensor.of(Shape.of(2), doubles).doubles());
        assertSame(ints, Tensor.ofInts(Shape.of(2), ints).ints());
        assertNotSame(doubles, Tensor.of(Shape.of(2), doubles).copy().doubles());
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(Shape.of(3), 1f, 2f));
        assertThrows(IllegalArgumentException.class, () -> Tensor.ofInts(Shape.of(1), 1, 2));
    }

    @Test
    void anotherShapeSharesTheArray() {
        Tensor tensor = Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3));
        Tensor seen = tensor.withShape(Shape.of(6));
        assertSame(tensor.floats(), seen.floats());
        seen.set(5, 7);
        assertEquals(7, tensor.at(1, 2));
    }

    /** The array of a scratch tensor may be longer: only what is in use is filled, copied and compared. */
    @Test
    void whatIsNotInUseIsLeftAlone() {
        Tensor scratch = Tensor.of(Shape.of(4), 1.0, 2, 3, 4);
        scratch.reuseAs(Shape.of(2));
        scratch.fill(9);
        assertArrayEquals(new double[] {9, 9, 3, 4}, scratch.doubles());
        assertArrayEquals(new double[] {9, 9}, scratch.copy().doubles());
        assertTrue(scratch.sameBits(Tensor.of(Shape.of(2), 9.0, 9)));
        scratch.set(Tensor.of(Shape.of(2), 5.0, 6));
        assertArrayEquals(new double[] {5, 6, 3, 4}, scratch.doubles());
        assertArrayEquals(new float[] {5, 6}, scratch.as(DataType.FLOAT32).floats());
        assertEquals("FLOAT64 [2] {5.0, 6.0}", scratch.toString());
    }

    @Test
    void singleNumbersAndEmptyTensors() {
        Tensor number = Tensor.of(Shape.of(), 3.0);
        assertEquals(1, number.batch());
        assertEquals(1, number.size());
        assertEquals(3, number.at());
        Tensor empty = Tensor.zeros(DataType.FLOAT32, Shape.of(5, 0));
        assertEquals(0, empty.rows());
        assertEquals(0, empty.size());
        assertEquals("FLOAT32 [5, 0] {}", empty.toString());
    }

    @Test
    void copyingWantsTypeAndSize() {
        Tensor target = Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3));
        assertEquals(
                "cannot copy FLOAT64 [6] into FLOAT32 [2, 3]: type and number of elements must be the same.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> target.set(Tensor.zeros(DataType.FLOAT64, Shape.of(6))))
                        .getMessage());
        assertEquals(
                "a tensor of shape [2, 3] needs 2 coordinates but got [1].",
                assertThrows(IllegalArgumentException.class, () -> target.indexOf(1))
                        .getMessage());
    }

    @Test
    void printsItsFirstElements() {
        assertEquals(
                "INT32 [9] {0, 0, 0, 0, 0, 0, 0, 0, …}",
                Tensor.zeros(DataType.INT32, Shape.of(9)).toString());
    }
}
