package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.JoinCases;
import dev.nnkit.gradcheck.junit.JoinContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskedLstmTest extends JoinContract {
    @Override
    protected JoinCases cases() {
        return JoinCases.of(Joins.maskedLstm(3))
                .on(Shape.of(4, 2), Shape.of())
                .integers(1, 1, 4)
                .and(JoinCases.of(Joins.maskedLstm(2).withAllSteps())
                        .on(Shape.of(3, 2), Shape.of())
                        .integers(1, 1, 3));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void gradientsWithUnequalLengths(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 4) int time,
            @ForAll @IntRange(min = 1, max = 3) int features,
            @ForAll @IntRange(min = 1, max = 3) int units,
            @ForAll boolean allSteps,
            @ForAll long seed) {
        JoinChecks.verify(
                new MaskedLstm(units, allSteps),
                seed,
                Samples.normal(seed, Shape.of(batch, time, features)),
                Samples.ints(seed, time + 1, Shape.of(batch)));
    }

    /** States, and gradients of inputs and parameters, are those of each sequence run alone for its own length. */
    @Property(tries = 30)
    void equalsEachSequenceAlone(
            @ForAll @IntRange(min = 2, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 5) int time,
            @ForAll long seed) {
        Tensor x = Samples.normal(seed, Shape.of(batch, time, 2));
        Tensor lengths = Samples.ints(seed, time + 1, Shape.of(batch));
        JoinSpec spec = Joins.maskedLstm(3);
        Join join = JoinChecks.build(spec, seed, x, lengths);
        Gradients together = Gradients.of(join.parameters());
        Join.Forward forward = join.forward(List.of(x, lengths), Samples.training());
        Tensor dy = Samples.normal(seed + 1, Shape.of(batch, 3));
        Tensor dx = Objects.requireNonNull(forward.pullback().apply(dy, together)[0]);
        Gradients apart = Gradients.of(join.parameters());
        for (int b = 0; b < batch; b++) {
            int length = (int) lengths.get(b);
            double[] state =
                    length == 0 ? new double[3] : LstmOracle.states(join.parameters(), x, b, length)[length - 1];
            assertArrayEquals(state, row(forward.output(), b), 1e-12);
            Tensor one = Tensor.zeros(DataType.FLOAT64, Shape.of(1, length, 2));
            System.arraycopy(x.doubles(), b * time * 2, one.doubles(), 0, length * 2);
            Join.Forward alone = join.forward(List.of(one, Tensor.ofInts(Shape.of(1), length)), Samples.training());
            Tensor dyOne = Tensor.of(Shape.of(1, 3), row(dy, b));
            Tensor dxOne = Objects.requireNonNull(alone.pullback().apply(dyOne, apart)[0]);
            double[] expected = new double[time * 2]; // nothing flows to the padding
            System.arraycopy(dxOne.doubles(), 0, expected, 0, length * 2);
            assertArrayEquals(expected, row(dx, b), 1e-12);
        }
        for (Parameter parameter : join.parameters()) {
            assertArrayEquals(
                    Samples.values(apart.sum(parameter)),
                    Samples.values(together.sum(parameter)),
                    1e-12,
                    parameter.path());
        }
    }

    private static double[] row(Tensor tensor, int row) {
        Shape one = tensor.shape().withoutFirst();
        double[] values = new double[one.size()];
        System.arraycopy(tensor.doubles(), row * values.length, values, 0, values.length);
        return values;
    }

    @Test
    void theStateStandsStillPastTheLengthAndPaddingDoesNotMatter() {
        Tensor x = Samples.normal(1, Shape.of(1, 4, 2));
        Tensor lengths = Tensor.ofInts(Shape.of(1), 2);
        Join join = JoinChecks.build(Joins.maskedLstm(2).withAllSteps(), 1, x, lengths);
        Tensor y = join.forward(List.of(x, lengths), Samples.training()).output();
        double[] last = {y.get(2), y.get(3)};
        assertArrayEquals(last, new double[] {y.get(4), y.get(5)});
        assertArrayEquals(last, new double[] {y.get(6), y.get(7)});
        x.set(4, 1e30);
        Tensor other = join.forward(List.of(x, lengths), Samples.training()).output();
        assertArrayEquals(Samples.values(y), Samples.values(other));
    }

    /** Sums of gates that overflow to infinity and NaN past the end reach neither states nor gradients. */
    @Test
    void paddingMayOverflow() {
        Tensor x = Samples.normal(1, Shape.of(1, 4, 2));
        Tensor lengths = Tensor.ofInts(Shape.of(1), 2);
        Join join = JoinChecks.build(Joins.maskedLstm(2).withAllSteps(), 1, x, lengths);
        Samples.set(join.parameters().get(0).value(), 2, 2, 2, 2, 2, 2, 2, 2, -2, -2, -2, -2, -2, -2, -2, -2);
        List<double[]> expected = withPadding(join, x, lengths, 0);
        List<double[]> actual = withPadding(join, x, lengths, Double.MAX_VALUE);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), 1e-15);
        }
    }

    /** The output and the gradients of the input and of all parameters. */
    private static List<double[]> withPadding(Join join, Tensor x, Tensor lengths, double padding) {
        for (int i = 4; i < 8; i++) {
            x.set(i, padding);
        }
        Gradients gradients = Gradients.of(join.parameters());
        Join.Forward forward = join.forward(List.of(x, lengths), Samples.training());
        Tensor dy = Samples.normal(2, Shape.of(1, 4, 2));
        Tensor dx = Objects.requireNonNull(forward.pullback().apply(dy, gradients)[0]);
        List<double[]> results = new ArrayList<>(List.of(Samples.values(forward.output()), Samples.values(dx)));
        join.parameters().forEach(parameter -> results.add(Samples.values(gradients.sum(parameter))));
        return results;
    }

    /** The gradient of a dead step's state is one of the last live step's. */
    @Test
    void gradientsOfDeadStepsReachTheLastLiveOne() {
        Tensor x = Samples.normal(1, Shape.of(1, 3, 1));
        Tensor lengths = Tensor.ofInts(Shape.of(1), 1);
        Join join = JoinChecks.build(Joins.maskedLstm(1).withAllSteps(), 1, x, lengths);
        Join.Forward forward = join.forward(List.of(x, lengths), Samples.training());
        Tensor first = Tensor.of(Shape.of(1, 3, 1), 1.0, 0, 0);
        Tensor third = Tensor.of(Shape.of(1, 3, 1), 0.0, 0, 1);
        Gradients of = Gradients.of(join.parameters());
        double[] expected =
                Samples.values(Objects.requireNonNull(forward.pullback().apply(first, of)[0]));
        assertArrayEquals(
                expected,
                Samples.values(Objects.requireNonNull(forward.pullback().apply(third, of)[0])));
        assertEquals(0, expected[1]);
    }

    @Test
    void errors() {
        assertEquals(
                "maskedLstm: units must be 1 or more but is -1.",
                assertThrows(IllegalArgumentException.class, () -> Joins.maskedLstm(-1))
                        .getMessage());
        Initialization initialization = Initialization.of(DataType.FLOAT64, 1);
        List<Shape> examples = List.of(Shape.of(5, 2), Shape.of());
        JoinSpec spec = Joins.maskedLstm(2);
        assertEquals(
                "maskedLstm(2): inputs must be a sequence and its length but there are 1. Name them all in the call.",
                assertThrows(ShapeMismatchException.class, () -> spec.build(List.of(Shape.of(5, 2)), initialization))
                        .getMessage());
        assertEquals(
                "maskedLstm(2): lengths must have shape [], one number an example, but have [5].",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> spec.build(List.of(Shape.of(5, 2), Shape.of(5)), initialization))
                        .getMessage());
        Join join = spec.build(examples, initialization);
        Tensor x = Samples.normal(1, Shape.of(2, 4, 2));
        String three =
                "maskedLstm(2): inputs must be a sequence and its length but there are 3. Name them all in the call.";
        assertEquals(
                three,
                assertThrows(
                                ShapeMismatchException.class,
                                () -> join.outputShape(List.of(Shape.of(5, 2), Shape.of(), Shape.of())))
                        .getMessage());
        Tensor ends = Tensor.ofInts(Shape.of(2), 4, 4);
        assertEquals(
                three,
                assertThrows(
                                ShapeMismatchException.class,
                                () -> join.forward(List.of(x, ends, ends), Samples.training()))
                        .getMessage());
        assertEquals(
                "maskedLstm(2): the length of example 1 must be 0 to 4, the time axis, but is 5.",
                refused(join, x, Tensor.ofInts(Shape.of(2), 4, 5)));
        assertEquals(
                "maskedLstm(2): input must be INT32 but is FLOAT64. Make it with Tensor.ofInts.",
                refused(join, x, Samples.normal(1, Shape.of(2))));
        assertEquals(
                "maskedLstm(2): all inputs must have as many examples but their shapes are [[2, 4, 2], [3]].",
                refused(join, x, Samples.ints(1, 4, Shape.of(3))));
    }

    private static String refused(Join join, Tensor x, Tensor lengths) {
        return assertThrows(IllegalArgumentException.class, () -> join.forward(List.of(x, lengths), Samples.training()))
                .getMessage();
    }
}
