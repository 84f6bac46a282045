package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

class AddTest extends JoinContract {
    @Override
    protected JoinCases cases() {
        return JoinCases.of(Joins.add())
                .on(Shape.of(3), Shape.of(3))
                .on(Shape.of(2, 2), Shape.of(2, 2), Shape.of(2, 2));
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 2, max = 4) int inputs,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll long seed) {
        Tensor[] tensors = new Tensor[inputs];
        for (int i = 0; i < inputs; i++) {
            tensors[i] = Samples.normal(seed + i, Shape.of(batch, width));
        }
        JoinChecks.verify(Joins.add(), seed, tensors);
    }

    /** One value may be given twice; none is written to. */
    @Test
    void sumsAndLeavesItsInputsAlone() {
        Tensor a = Tensor.of(Shape.of(1, 2), 1.0, 2.0);
        Tensor b = Tensor.of(Shape.of(1, 2), 10.0, 20.0);
        Join add = JoinChecks.build(Joins.add(), 1, a, b, a);
        assertArrayEquals(
                new double[] {12, 24},
                Samples.values(add.forward(List.of(a, b, a), Samples.training()).output()));
        assertArrayEquals(new double[] {1, 2}, Samples.values(a));
    }

    @Test
    void errors() {
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        ShapeMismatchException e = assertThrows(
                ShapeMismatchException.class,
                () -> Joins.add().build(List.of(Shape.of(2, 3), Shape.of(3)), initialization));
        assertEquals(
                "add: all inputs must have the same shape but their shapes are [[2, 3], [3]]. To put them side by side,"
                        + " use concatenate.",
                e.getMessage());
        assertEquals(Shape.of(2, 3), e.outputIfFixed());
        assertEquals(
                "add: inputs must be two or more but there are 1. Name them all in the call.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Joins.add().build(List.of(Shape.of(3)), initialization))
                        .getMessage());
    }
}
