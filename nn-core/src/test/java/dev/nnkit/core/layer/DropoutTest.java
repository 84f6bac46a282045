package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import dev.nnkit.gradcheck.junit.Traits;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class DropoutTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        return Cases.of(Layers.dropout(0.4))
                .on(Shape.of(5), Shape.of(2, 3))
                .with(Traits.STOCHASTIC, Traits.TRAINING_DIFFERS)
                .and(Cases.of(Layers.dropout(0)).on(Shape.of(5)));
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 6) int features,
            @ForAll @DoubleRange(min = 0, max = 0.9) @Scale(3) double dropProbability,
            @ForAll long seed) {
        Shape example = Shape.of(features);
        LayerChecks.verify(
                Layers.dropout(dropProbability), example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void dropsTheShareAndKeepsTheMean() {
        int n = 100_000;
        Layer dropout = Samples.build(Layers.dropout(0.2), Shape.of(n), 1);
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            Tensor x = Tensor.zeros(type, Shape.of(1, n)).fill(4);
            Layer.Forward forward = dropout.forward(x, Samples.training());
            Tensor back = forward.pullback().apply(x, Gradients.of(List.of()));
            assertTrue(back.sameBits(forward.output()), "a dropped element gets no gradient, a kept one 1 / 0.8");
            int dropped = 0;
            for (double value : Samples.values(forward.output())) {
                assertTrue(value == 0 || value == 5, "value " + value);
                dropped += value == 0 ? 1 : 0;
            }
            assertEquals(0.2, dropped / (double) n, 0.005, "4 standard deviations of the share");
        }
    }

    @Test
    void masksBelongToStepAndMicroBatch() {
        Layer dropout = Samples.build(Layers.dropout(0.5), Shape.of(64), 1);
        Tensor x = Samples.normal(1, Shape.of(1, 64));
        StepContext step = StepContext.training(Kernels.reference(), 9);
        List<Tensor> outputs = new ArrayList<>();
        for (int[] place : new int[][] {{1, 0}, {1, 1}, {2, 0}, {1, 0}}) {
            step.begin(place[0], place[1]);
            outputs.add(dropout.forward(x, step).output().copy());
        }
        assertTrue(outputs.get(0).sameBits(outputs.get(3)));
        assertTrue(!outputs.get(0).sameBits(outputs.get(1)) && !outputs.get(0).sameBits(outputs.get(2)));
    }

    @Test
    void predictionsPassThrough() {
        Layer dropout = Samples.build(Layers.dropout(0.5), Shape.of(3), 1);
        Tensor x = Samples.normal(1, Shape.of(2, 3));
        assertSame(x, dropout.infer(x, Samples.inference()));
        assertSame(x, dropout.forward(x, Samples.inference()).output());
    }

    @Test
    void refusesAProbabilityOutside() {
        for (double bad : new double[] {-0.1, 1, Double.NaN}) {
            assertEquals(
                    "dropout: dropProbability must be in [0, 1) but is " + bad + ".",
                    assertThrows(IllegalArgumentException.class, () -> Layers.dropout(bad))
                            .getMessage());
        }
    }
}
