package dev.nnkit.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** Two classes: the softmax of (z, 0) is the sigmoid of z. */
    private static Tensor logits(double... probabilities) {
        Tensor logits = Tensor.zeros(DataType.FLOAT64, Shape.of(probabilities.length, 2));
        for (int i = 0; i < probabilities.length; i++) {
            logits.set(2 * i, logit(probabilities[i]));
        }
        return logits;
    }

    @Test
    void binsHoldConfidencesAndWhatBecameOfThem() {
        Calibration calibration = new Calibration();
        calibration.add(logits(0.95, 0.93, 0.55, 0.05), Target.of(Tensor.ofInts(Shape.of(4), 0, 1, 0, 1)));
        Calibration.Bin top = calibration.bins().get(9);
        assertEquals(3, top.rows());
        assertEquals((0.95 + 0.93 + 0.95) / 3, top.meanConfidence(), 1e-12);
        assertEquals(2 / 3.0, top.accuracy(), 1e-12);
        Calibration.Bin middle = calibration.bins().get(5);
        assertEquals(new Calibration.Bin(0.5, 0.6, 1, middle.meanConfidence(), 1), middle);
        assertEquals(0, calibration.bins().get(0).rows());
        assertTrue(Double.isNaN(calibration.bins().get(0).accuracy()));
        double expected = 3 / 4.0 * Math.abs(2 / 3.0 - (0.95 + 0.93 + 0.95) / 3) + 1 / 4.0 * (1 - 0.55);
        assertEquals(expected, calibration.value(), 1e-12);
    }

    /** Classes that are drawn with the probabilities that are told. */
    @Property(tries = 20)
    void whoIsAsSureAsRightHasNoError(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int bins) {
        RandomStream random = RandomStream.of(seed, "calibration");
        double[] probabilities = new double[20_000];
        int[] classes = new int[probabilities.length];
        for (int i = 0; i < classes.length; i++) {
            probabilities[i] = 0.01 + 0.98 * random.nextDouble();
            classes[i] = random.nextDouble() < probabilities[i] ? 0 : 1;
        }
        Calibration calibration = new Calibration(bins);
        calibration.add(logits(probabilities), Target.of(Tensor.ofInts(Shape.of(classes.length), classes)));
        assertEquals(0, calibration.value(), 0.03);
    }

    @Test
    void oneLogitTellsTwoClasses() {
        Calibration one = new Calibration();
        one.add(Tensor.of(Shape.of(2, 1), logit(0.8), logit(0.1)), Target.of(Tensor.of(Shape.of(2, 1), 1.0, 1.0)));
        Calibration two = new Calibration();
        two.add(logits(0.8, 0.1), Target.of(Tensor.ofInts(Shape.of(2), 0, 0)));
        assertEquals(two.value(), one.value(), 1e-12);
    }

    @Test
    void stateIsKept() {
        Calibration calibration = new Calibration();
        calibration.add(logits(0.95, 0.1), Target.of(Tensor.ofInts(Shape.of(2), 0, 0)));
        Calibration other = new Calibration();
        other.restore(calibration.state());
        assertEquals(calibration.bins(), other.bins());
        calibration.reset();
        assertArrayEquals(new double[30], calibration.state());
        assertTrue(Double.isNaN(calibration.value()));
    }

    @Test
    void thereMustBeABin() {
        assertEquals(
                "calibrationError: there must be 1 bin or more but there are 0.",
                assertThrows(IllegalArgumentException.class, () -> new Calibration(0))
                        .getMessage());
    }
}
