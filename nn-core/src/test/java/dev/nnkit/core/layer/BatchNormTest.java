package dev.nnkit.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.Cases;
import dev.nnkit.gradcheck.junit.Traits;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchNormTest extends CoreLayerContract {
    @Override
    protected Cases cases() {
        // of two values a channel the gradient is what a cancellation leaves, too little for FLOAT32
        return Cases.of(Layers.batchNorm())
                .on(Shape.of(3), Shape.of(2, 3), Shape.of(2, 2, 2))
                .batches(4, 5)
                .with(Traits.MIXES_EXAMPLES, Traits.TRAINING_DIFFERS);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void gradients(
            @ForAll @IntRange(min = 2, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll boolean image,
            @ForAll long seed) {
        Shape example = image ? Shape.of(2, 2, channels) : Shape.of(3, channels);
        LayerSpec spec = new BatchNorm(0.3, 0.01);
        LayerChecks.verify(spec, example, Samples.normal(seed, example.withBatch(batch)), seed);
    }

    @Test
    void normalisesWithTheBiasedVarianceAndBlendsTheUnbiased() {
        Layer norm = Samples.build(Layers.batchNorm(), Shape.of(2), 1);
        Samples.set(norm.parameters().get(0).value(), 1, 10);
        Samples.set(norm.parameters().get(1).value(), 0, 5);
        StepContext step = Samples.training();
        Tensor y = norm.forward(Tensor.of(Shape.of(2, 2), 1.0, 7.0, 3.0, 7.0), step)
                .output();
        double one = 1 / Math.sqrt(1 + 1e-5);
        assertArrayEquals(new double[] {-one, 5, one, 5}, Samples.values(y), 1e-12);
        Tensor mean = Samples.parameter(norm.parameters(), "mean").value();
        Tensor variance = Samples.parameter(norm.parameters(), "variance").value();
        assertArrayEquals(new double[] {0, 0}, Samples.values(mean), "nothing is written during the step");
        step.commit();
        assertArrayEquals(new double[] {0.2, 0.7}, Samples.values(mean), 1e-12);
        assertArrayEquals(new double[] {0.9 + 0.1 * 2, 0.9}, Samples.values(variance), 1e-12);
    }

    /** Of three values 0, 3 and 6 the variance is 6, and without the bias 9. */
    @Test
    void theUnbiasedVarianceIsThatOfOneValueLess() {
        Layer norm = Samples.build(new BatchNorm(1, 1e-5), Shape.of(1), 1);
        StepContext step = Samples.training();
        Tensor y = norm.forward(Tensor.of(Shape.of(3, 1), 0.0, 3.0, 6.0), step).output();
        double one = 3 / Math.sqrt(6 + 1e-5);
        assertArrayEquals(new double[] {-one, 0, one}, Samples.values(y), 1e-12);
        step.commit();
        Tensor mean = Samples.parameter(norm.parameters(), "mean").value();
        Tensor variance = Samples.parameter(norm.parameters(), "variance").value();
        assertArrayEquals(new double[] {3, 9}, new double[] {mean.get(0), variance.get(0)}, 1e-12);
    }

    @Test
    void predictsWithTheRunningStatistics() {
        Layer norm = Samples.build(Layers.batchNorm(), Shape.of(1), 1);
        Samples.set(Samples.parameter(norm.parameters(), "mean").value(), 3);
        Samples.set(Samples.parameter(norm.parameters(), "variance").value(), 4);
        Tensor y = norm.infer(Tensor.of(Shape.of(1, 1), 5.0), Samples.inference());
        assertArrayEquals(new double[] {2 / Math.sqrt(4 + 1e-5)}, Samples.values(y), 1e-12);
    }

    @Test
    void frozenItNeitherMixesNorMoves() {
        Layer norm = Samples.build(Layers.frozen(Layers.batchNorm()), Shape.of(1), 1);
        assertFalse(norm.mixesExamples());
        assertTrue(Samples.build(Layers.batchNorm(), Shape.of(1), 1).mixesExamples());
        StepContext step = Samples.training();
        Tensor y = norm.forward(Tensor.of(Shape.of(1, 1), 5.0), step).output();
        assertArrayEquals(new double[] {5 / Math.sqrt(1 + 1e-5)}, Samples.values(y), 1e-12);
        step.commit();
        assertEquals(0, Samples.parameter(norm.parameters(), "mean").value().get(0));
    }

    @Test
    void errors() {
        assertEquals(
                "batchNorm: momentum must be in (0, 1] but is 0.0.",
                assertThrows(IllegalArgumentException.class, () -> new BatchNorm(0, 1))
                        .getMessage());
        assertEquals(
                "batchNorm: epsilon must be positive and finite but is NaN.",
                assertThrows(IllegalArgumentException.class, () -> new BatchNorm(0.1, Double.NaN))
                        .getMessage());
        Layer norm = Samples.build(Layers.batchNorm(), Shape.of(2), 1);
        assertEquals(
                "batchNorm: training needs two or more values a channel, but the batch has shape [1, 2]. Use larger"
                        + " batches, and drop a last batch of one example.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> norm.forward(Samples.normal(1, Shape.of(1, 2)), Samples.training()))
                        .getMessage());
        assertEquals(
                "batchNorm: input must have 2 channels but has shape [4, 3].",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> norm.infer(Samples.normal(1, Shape.of(4, 3)), Samples.inference()))
                        .getMessage());
        assertEquals(
                "batchNorm: an example must have a last axis of channels but has shape [].",
                assertThrows(ShapeMismatchException.class, () -> Samples.build(Layers.batchNorm(), Shape.of(), 1))
                        .getMessage());
    }
}
