package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.JoinCases;
import dev.nnkit.gradcheck.junit.JoinContract;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScaledDotProductTest extends JoinContract {
    @Override
    protected JoinCases cases() {
        return JoinCases.of(Joins.scaledDotProduct())
                .on(Shape.of(2, 3), Shape.of(4, 3), Shape.of(4, 2))
                .on(Shape.of(2, 3), Shape.of(4, 3), Shape.of(4, 2), Shape.of())
                .integers(3, 1, 4)
                .and(JoinCases.of(Joins.scaledDotProduct().withCausality())
                        .on(Shape.of(3, 2), Shape.of(3, 2), Shape.of(3, 2)));
    }

    private static final double LN3 = Math.log(3);

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 4) int queryTime,
            @ForAll @IntRange(min = 1, max = 4) int time,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll boolean causal,
            @ForAll boolean masked,
            @ForAll long seed) {
        Tensor q = Samples.normal(seed, Shape.of(batch, queryTime, d));
        Tensor k = Samples.normal(seed + 1, Shape.of(batch, time, d));
        Tensor v = Samples.normal(seed + 2, Shape.of(batch, time, width));
        Tensor lengths = Samples.ints(seed, time + 1, Shape.of(batch));
        Tensor[] inputs = masked ? new Tensor[] {q, k, v, lengths} : new Tensor[] {q, k, v};
        JoinChecks.verify(new ScaledDotProduct(causal), seed, inputs);
    }

    /** d = 4, so scores are halved: 2 ln 3 / 2 = ln 3, and the second key weighs three times the first. */
    @Test
    void aHandMadeCase() {
        Tensor q = Tensor.of(Shape.of(1, 2, 4), 2, 0, 0, 0, 2, 0, 0, 0.0);
        Tensor k = Tensor.of(Shape.of(1, 2, 4), 0, 5, 5, 5, LN3, 5, 5, 5);
        Tensor v = Tensor.of(Shape.of(1, 2, 1), 4, 8.0);
        assertArrayEquals(new double[] {7, 7}, run(Joins.scaledDotProduct(), q, k, v), 1e-12);
        assertArrayEquals(new double[] {4, 7}, run(Joins.scaledDotProduct().withCausality(), q, k, v), 1e-12);
        Tensor one = Tensor.ofInts(Shape.of(1), 1);
        assertArrayEquals(new double[] {4, 4}, run(Joins.scaledDotProduct(), q, k, v, one), 1e-12);
    }

    @Test
    void aRowThatSeesNothingIsZeroAndSendsNothingBack() {
        Tensor q = Samples.normal(1, Shape.of(2, 2, 3));
        Tensor k = Samples.normal(2, Shape.of(2, 2, 3));
        Tensor v = Samples.normal(3, Shape.of(2, 2, 1));
        Tensor lengths = Tensor.ofInts(Shape.of(2), 0, 2);
        Join join = JoinChecks.build(Joins.scaledDotProduct(), 1, q, k, v, lengths);
        Join.Forward forward = join.forward(List.of(q, k, v, lengths), Samples.training());
        assertEquals(0, forward.output().get(0));
        assertEquals(0, forward.output().get(1));
        Tensor dy = Samples.normal(4, Shape.of(2, 2, 1));
        for (int i = 0; i < 3; i++) {
            Tensor gradient = Objects.requireNonNull(forward.pullback().apply(dy, Gradients.of(List.of()))[i]);
            for (int j = 0; j < gradient.size() / 2; j++) {
                assertEquals(0, gradient.get(j));
            }
        }
    }

    @Test
    void errors() {
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        ShapeMismatchException width = assertThrows(
                ShapeMismatchException.class,
                () -> Joins.scaledDotProduct()
                        .build(List.of(Shape.of(2, 3), Shape.of(4, 5), Shape.of(4, 6)), initialization));
        assertEquals(
                "scaledDotProduct: queries, keys and values must have shapes [queryTime, d], [time, d] and [time, width]"
                        + " but have [2, 3], [4, 5] and [4, 6].",
                width.getMessage());
        assertEquals(Shape.of(2, 6), width.outputIfFixed());
        assertEquals(
                "scaledDotProduct: inputs must be queries, keys, values and, if wanted, lengths but there are 2. Name"
                        + " them all in the call.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Joins.scaledDotProduct()
                                        .build(List.of(Shape.of(2, 3), Shape.of(4, 3)), initialization))
                        .getMessage());
    }

    @Test
    void errorsOfBatches() {
        Tensor q = Samples.normal(1, Shape.of(2, 2, 3));
        Tensor ends = Tensor.ofInts(Shape.of(2), 2, 2);
        Join join = JoinChecks.build(Joins.scaledDotProduct(), 1, q, q, q);
        assertEquals(
                "scaledDotProduct: inputs must be queries, keys, values and, if wanted, lengths but there are 5. Name"
                        + " them all in the call.",
                refused(join, q, q, q, ends, ends));
        assertEquals(
                "scaledDotProduct: all inputs must have as many examples but their shapes are [[2, 2, 3], [2, 2, 3],"
                        + " [3, 2, 3]].",
                refused(join, q, q, Samples.normal(1, Shape.of(3, 2, 3))));
    }

    private static String refused(Join join, Tensor... inputs) {
        return String.valueOf(
                assertThrows(ShapeMismatchException.class, () -> join.forward(List.of(inputs), Samples.training()))
                        .getMessage());
    }

    private static double[] run(ScaledDotProduct spec, Tensor... inputs) {
        Join join = JoinChecks.build(spec, 1, inputs);
        return Samples.values(join.forward(List.of(inputs), Samples.training()).output());
    }
}
