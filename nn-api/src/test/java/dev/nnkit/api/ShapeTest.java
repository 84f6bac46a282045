package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void equalByValue() {
        assertEquals(Shape.of(28, 28, 1), Shape.of(28, 28, 1));
        assertEquals(Shape.of(28, 28, 1).hashCode(), Shape.of(28, 28, 1).hashCode());
        assertNotEquals(Shape.of(28, 28), Shape.of(28, 28, 1));
        assertEquals("[28, 28, 1]", Shape.of(28, 28, 1).toString());
    }

    @Test
    void immutableBothWays() {
        int[] axes = {2, 3};
        Shape shape = Shape.of(axes);
        axes[0] = 9;
        shape.toArray()[1] = 9;
        assertEquals(Shape.of(2, 3), shape);
    }

    @Test
    void changesOneAxis() {
        assertEquals(Shape.of(64, 28, 28), Shape.of(28, 28).withBatch(64));
        assertEquals(Shape.of(28), Shape.of(64, 28).withoutFirst());
        assertEquals(Shape.of(64), Shape.of(64, 28).withoutLast());
        assertThrows(IllegalArgumentException.class, () -> Shape.of().withoutLast());
        assertEquals(Shape.of(64, 10), Shape.of(64, 28).withLast(10));
        assertTrue(Shape.of(64, 10).isWithLast(Shape.of(64, 28), 10));
        assertFalse(Shape.of(64, 10).isWithLast(Shape.of(32, 28), 10));
        assertTrue(Shape.of(64, 28).isBatchOf(Shape.of(28)));
        assertFalse(Shape.of(28).isBatchOf(Shape.of(28)));
    }

    @Test
    void countsAxesFromBothEnds() {
        Shape shape = Shape.of(2, 3, 4);
        assertEquals(24, shape.size());
        assertEquals(4, shape.last());
        assertEquals(4, shape.axis(-1));
        assertEquals(2, shape.axis(0));
        assertEquals(1, Shape.of().size());
        assertEquals(1, Shape.of().last());
        assertEquals(0, Shape.of(0, 3).size());
    }

    @Test
    void refusesWhatNoArrayCanHold() {
        assertEquals(
                "shape [3, -1]: every axis must be 0 or more, but one is -1.",
                assertThrows(IllegalArgumentException.class, () -> Shape.of(3, -1))
                        .getMessage());
        assertEquals(
                "shape [65536, 65536] has more elements than one array can hold (2147483647).",
                assertThrows(IllegalArgumentException.class, () -> Shape.of(65536, 65536))
                        .getMessage());
        assertEquals(
                "shape [0, 65536, 65536] has more elements than one array can hold (2147483647).",
                assertThrows(IllegalArgumentException.class, () -> Shape.of(0, 65536, 65536))
                        .getMessage());
        assertEquals(
                "shape [2] has no axis 1.",
                assertThrows(IndexOutOfBoundsException.class, () -> Shape.of(2).axis(1))
                        .getMessage());
    }
}
