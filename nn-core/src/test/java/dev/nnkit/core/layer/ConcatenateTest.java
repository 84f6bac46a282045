package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.JoinCases;
import dev.nnkit.gradcheck.junit.JoinContract;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConcatenateTest extends JoinContract {
    @Override
    protected JoinCases cases() {
        return JoinCases.of(Joins.concatenate())
                .on(Shape.of(3), Shape.of(2))
                .on(Shape.of(2, 1), Shape.of(2, 2), Shape.of(2, 3));
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 2, max = 4) int inputs,
            @ForAll boolean sequence,
            @ForAll long seed) {
        Tensor[] tensors = new Tensor[inputs];
        for (int i = 0; i < inputs; i++) {
            Shape example = sequence ? Shape.of(2, i + 1) : Shape.of(i + 1);
            tensors[i] = Samples.normal(seed + i, example.withBatch(batch));
        }
        JoinChecks.verify(Joins.concatenate(), seed, tensors);
    }

    @Test
    void sideBySide() {
        Tensor a = Tensor.of(Shape.of(2, 1), 1.0, 2.0);
        Tensor b = Tensor.of(Shape.of(2, 2), 3.0, 4.0, 5.0, 6.0);
        Join join = JoinChecks.build(Joins.concatenate(), 1, a, b);
        assertArrayEquals(
                new double[] {1, 3, 4, 2, 5, 6},
                Samples.values(join.forward(List.of(a, b), Samples.training()).output()));
    }

    @Test
    void errors() {
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        ShapeMismatchException e = assertThrows(
                ShapeMismatchException.class,
                () -> Joins.concatenate().build(List.of(Shape.of(2, 3), Shape.of(3, 3)), initialization));
        assertEquals(
                "concatenate: inputs must have the same axes but for the last, and at least one, but their shapes are"
                        + " [[2, 3], [3, 3]].",
                e.getMessage());
        assertEquals(Shape.of(2, 6), e.outputIfFixed());
        ShapeMismatchException scalars = assertThrows(
                ShapeMismatchException.class,
                () -> Joins.concatenate().build(List.of(Shape.of(), Shape.of()), initialization));
        assertNull(scalars.outputIfFixed());
        ShapeMismatchException ranks = assertThrows(
                ShapeMismatchException.class,
                () -> Joins.concatenate().build(List.of(Shape.of(3), Shape.of(2, 4)), initialization));
        assertEquals(Shape.of(7), ranks.outputIfFixed());
        assertEquals(
                "concatenate: inputs must be two or more but there are 1. Name them all in the call.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Joins.concatenate().build(List.of(Shape.of(3)), initialization))
                        .getMessage());
    }
}
