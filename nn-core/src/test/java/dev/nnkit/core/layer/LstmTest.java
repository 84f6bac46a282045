package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LstmTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.lstm(3))
                .on(Shape.of(4, 2), Shape.of(1, 1))
                .and(Cases.of(Layers.lstm(2).withAllSteps()).on(Shape.of(3, 2)));
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 4) int time,
            @ForAll @IntRange(min = 1, max = 3) int features,
            @ForAll @IntRange(min = 1, max = 3) int units,
            @ForAll boolean allSteps,
            @ForAll long seed) {
        Shape example = Shape.of(time, features);
        LayerChecks.verify(new Lstm(units, allSteps), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Property(tries = 50)
    void equalsTheFormulas(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 6) int time,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @IntRange(min = 1, max = 5) int units,
            @ForAll long seed) {
        Layer last = Samples.build(Layers.lstm(units), Shape.of(time, features), seed);
        Layer all = Samples.build(Layers.lstm(units).withAllSteps(), Shape.of(time, features), seed);
        Tensor x = Samples.normal(seed, Shape.of(batch, time, features));
        Tensor states = all.infer(x, Samples.inference());
        Tensor lastStates = last.infer(x, Samples.inference());
        for (int b = 0; b < batch; b++) {
            double[][] expected = LstmOracle.states(all.parameters(), x, b, time);
            for (int t = 0; t < time; t++) {
                for (int j = 0; j < units; j++) {
                    assertEquals(expected[t][j], states.get(states.indexOf(b, t, j)), 1e-12);
                }
            }
            for (int j = 0; j < units; j++) {
                assertEquals(expected[time - 1][j], lastStates.get(b * units + j), 1e-12);
            }
        }
    }

    /** More than go through time together: each has the bits that it has alone, forward and back. */
    @Test
    void manySequencesGoInParts() {
        int batch = LstmThreads.TOGETHER + 6;
        Shape example = Shape.of(3, 2);
        for (boolean allSteps : new boolean[] {false, true}) {
            Layer lstm = Samples.build(new Lstm(4, allSteps), example, 1);
            Tensor x = Samples.normal(2, example.withBatch(batch));
            Layer.Forward whole = lstm.forward(x, Samples.training());
            Tensor dy = Samples.normal(3, whole.output().shape());
            Tensor dx = whole.pullback().apply(dy, Gradients.of(lstm.parameters()));
            for (int b = 0; b < batch; b++) {
                Tensor alone = row(x, b);
                Layer.Forward one = lstm.forward(alone, Samples.training());
                assertArrayEquals(
                        Samples.values(row(whole.output(), b)), Samples.values(one.output()), "sequence " + b);
                Tensor back = one.pullback().apply(row(dy, b), Gradients.of(lstm.parameters()));
                assertArrayEquals(Samples.values(row(dx, b)), Samples.values(back), "sequence " + b);
            }
        }
    }

    private static Tensor row(Tensor tensor, int row) {
        return Samples.normal(1, tensor.shape().withoutFirst().withBatch(1)).setRows(0, tensor, row, 1);
    }

    /** Without weights every gate is the squashed bias: i = f = o = 1/2, g = 1/2, so c = 1/4 and then 3/8. */
    @Test
    void aHandMadeCase() {
        Layer lstm = Samples.build(Layers.lstm(1).withAllSteps(), Shape.of(2, 1), 1);
        lstm.parameters().get(0).value().fill(0);
        lstm.parameters().get(1).value().fill(0);
        Samples.set(lstm.parameters().get(2).value(), 0, 0, 0.5 * Math.log(3), 0);
        Tensor states = lstm.infer(Samples.normal(1, Shape.of(1, 2, 1)), Samples.inference());
        assertArrayEquals(new double[] {0.5 * Math.tanh(0.25), 0.5 * Math.tanh(0.375)}, Samples.values(states), 1e-15);
    }

    @Test
    void theForgetGateBeginsOpen() {
        Layer lstm = Samples.build(Layers.lstm(2), Shape.of(5, 3), 1);
        assertEquals(
                "[inputWeight [3, 8], recurrentWeight [2, 8], bias [8]]",
                lstm.parameters().toString());
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 0, 0, 0, 0},
                Samples.values(lstm.parameters().get(2).value()));
    }

    /** Nothing of the steps is kept there, and more examples than go through time together. */
    @Test
    void predictsWhatItLearnsWith() {
        for (boolean allSteps : new boolean[] {false, true}) {
            Layer lstm = Samples.build(new Lstm(5, allSteps), Shape.of(7, 3), 1);
            Tensor x = Samples.normal(1, Shape.of(150, 7, 3));
            Tensor learned = lstm.forward(x, Samples.training()).output();
            Tensor predicted = lstm.infer(x, Samples.inference());
            assertArrayEquals(Samples.values(learned), Samples.values(predicted));
            double[][] last = LstmOracle.states(lstm.parameters(), x, 149, 7);
            assertEquals(last[6][4], predicted.get(predicted.size() - 1), 1e-12);
        }
    }

    @Test
    void timeMayDifferFromBatchToBatch() {
        Layer lstm = Samples.build(Layers.lstm(2), Shape.of(5, 3), 1);
        Tensor x = Samples.normal(1, Shape.of(1, 9, 3));
        assertArrayEquals(
                LstmOracle.states(lstm.parameters(), x, 0, 9)[8],
                Samples.values(lstm.infer(x, Samples.inference())),
                1e-12);
    }

    @Test
    void errors() {
        assertEquals(
                "lstm: units must be 1 or more but is 0.",
                assertThrows(IllegalArgumentException.class, () -> Layers.lstm(0))
                        .getMessage());
        ShapeMismatchException flat =
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.lstm(2), Shape.of(5), 1));
        assertEquals(
                "lstm(2): an example must have shape [time, features] but has [5]. Put a reshape before it.",
                flat.getMessage());
        assertEquals(Shape.of(2), flat.outputIfFixed());
        Layer lstm = Samples.build(Layers.lstm(2).withAllSteps(), Shape.of(5, 3), 1);
        ShapeMismatchException width =
                assertThrows(ShapeMismatchException.class, () -> lstm.outputShape(Shape.of(5, 4)));
        assertEquals(
                "lstm(2, allSteps=true): an example must have 3 features but has shape [5, 4].", width.getMessage());
        assertEquals(Shape.of(5, 2), width.outputIfFixed());
        assertNull(assertThrows(ShapeMismatchException.class, () -> lstm.outputShape(Shape.of(5)))
                .outputIfFixed());
        assertEquals(
                "lstm(2, allSteps=true): input must have shape [batch, 5, 3] but has [4, 3].",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> lstm.infer(Samples.normal(1, Shape.of(4, 3)), Samples.inference()))
                        .getMessage());
    }
}
