package dev.nnkit.core.data;

import static dev.nnkit.core.data.Augmentations.flip;
import static dev.nnkit.core.data.Augmentations.noise;
import static dev.nnkit.core.data.Augmentations.rotate;
import static dev.nnkit.core.data.Augmentations.shift;
import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AugmentedTest {
    private static final Dataset DIGITS = Generators.digits(23, 1);
    private static final List<Augmentation> ALL = List.of(shift(2), rotate(10), flip(), noise(0.1));

    /** All inputs of what is left of a pass, read in batches of some size. */
    private static List<Float> inputs(Examples.Pass pass, int batch) {
        List<Float> values = new ArrayList<>();
        for (Examples.Selection rows = pass.next(batch); rows != null; rows = pass.next(batch)) {
            Tensor inputs = rows.data().inputs().get(0);
            int size = inputs.size() / inputs.batch();
            for (int place = rows.from(); place < rows.to(); place++) {
                for (int i = 0; i < size; i++) {
                    values.add(inputs.floats()[rows.row(place) * size + i]);
                }
            }
        }
        return values;
    }

    @Property(tries = 50)
    void neitherBatchesNorResumingChangeABit(
            @ForAll boolean shuffled,
            @ForAll long seed,
            @ForAll @IntRange(max = 3) int epoch,
            @ForAll @IntRange(min = 1, max = 30) int batch,
            @ForAll @IntRange(max = 23) int skipped) {
        Augmented examples = Augmented.of(DIGITS, seed, ALL);
        List<Float> whole = inputs(examples.open(shuffled, 5, epoch), 23);
        assertEquals(23 * 784, whole.size());
        assertEquals(whole, inputs(examples.open(shuffled, 5, epoch), batch));
        Examples.Pass resumed = examples.open(shuffled, 5, epoch);
        resumed.skip(skipped);
        assertEquals(whole.subList(784 * skipped, whole.size()), inputs(resumed, batch));
    }

    @Test
    void seedAndEpochMatter() {
        List<Float> first = inputs(Augmented.of(DIGITS, 1, ALL).open(false, 5, 1), 8);
        assertNotEquals(first, inputs(Augmented.of(DIGITS, 2, ALL).open(false, 5, 1), 8));
        assertNotEquals(first, inputs(Augmented.of(DIGITS, 1, ALL).open(false, 5, 2), 8));
        assertNotEquals(first.subList(0, 784), first.subList(784, 2 * 784));
    }

    @Test
    void theDataStayAsTheyWere() {
        Tensor before = DIGITS.inputs().get(0).copy();
        assertNotEquals(
                0, inputs(Augmented.of(DIGITS, 1, ALL).open(true, 5, 1), 8).size());
        assertTrue(before.sameBits(DIGITS.inputs().get(0)));
    }

    @Test
    void targetsWeightsAndWholeNumbersGoAlong() {
        Tensor ids = Tensor.ofInts(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Tensor images = Tensor.of(Shape.of(3, 1, 2, 1), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        Tensor labels = Tensor.ofInts(Shape.of(3), 2, 0, 1);
        Dataset data = Dataset.of(List.of(ids, images), List.of(labels))
                .withClassNames(List.of("a", "b", "c"))
                .withExampleWeights(Tensor.of(Shape.of(3), 1.0, 2.0, 3.0));
        Examples.Selection rows =
                Augmented.of(data, 1, shift(0), noise(0)).open(true, 1, 1).next(3);
        assertNotNull(rows);
        assertEquals(data.classNames(), rows.data().classNames());
        Tensor weights = rows.data().exampleWeights();
        assertNotNull(weights);
        int[] order = new int[3];
        Orders.setShuffled(order, 1, 1);
        for (int i = 0; i < 3; i++) {
            assertEquals(ids.ints()[2 * order[i]], rows.data().inputs().get(0).ints()[2 * i]);
            assertEquals(
                    images.doubles()[2 * order[i]], rows.data().inputs().get(1).doubles()[2 * i]);
            assertEquals(labels.ints()[order[i]], rows.data().targets().get(0).ints()[i]);
            assertEquals(order[i] + 1.0, weights.doubles()[i]);
        }
    }

    @Test
    void memoryIsUsedAgain() {
        Examples.Pass pass = Augmented.of(DIGITS, 1, ALL).open(true, 1, 1);
        Examples.Selection first = pass.next(10);
        Examples.Selection second = pass.next(10);
        Examples.Selection last = pass.next(10);
        assertNotNull(first);
        assertNotNull(second);
        assertNotNull(last);
        assertSame(first.data(), second.data());
        assertSame(first.data(), last.data());
        assertEquals(3, last.size());
        assertNull(pass.next(10));
    }

    @Test
    void shapesCountAndFingerprint() {
        Augmented examples = Augmented.of(DIGITS, 1, shift(2));
        assertEquals(DIGITS.inputShapes(), examples.inputShapes());
        assertEquals(DIGITS.targetShapes(), examples.targetShapes());
        assertEquals(23, examples.count());
        assertEquals("augmented with seed 1: [shift(2)]", examples.toString());
        assertEquals(examples.fingerprint(), Augmented.of(DIGITS, 1, shift(2)).fingerprint());
        assertNotEquals(
                examples.fingerprint(), Augmented.of(DIGITS, 2, shift(2)).fingerprint());
        assertNotEquals(
                examples.fingerprint(), Augmented.of(DIGITS, 1, shift(3)).fingerprint());
        assertNotEquals(examples.fingerprint(), DIGITS.fingerprint());
        assertNotEquals(
                examples.fingerprint(),
                Augmented.of(Generators.digits(23, 2), 1, shift(2)).fingerprint());
        Examples.Selection doubles =
                examples.as(DataType.FLOAT64).open(false, 1, 1).next(2);
        assertNotNull(doubles);
        assertEquals(DataType.FLOAT64, doubles.data().inputs().get(0).type());
    }

    @Test
    void whatCannotBeApplied() {
        Dataset points = Generators.spirals(4, 1);
        assertSays(
                IllegalArgumentException.class,
                "augmentation: flip fits no input: their examples have shapes [[2]]. Images must have shape [height,"
                        + " width, channels].",
                () -> Augmented.of(points, 1, noise(1), flip()));
        Augmentation unknown = new Augmentation() {
            @Override
            public boolean fits(Shape example) {
                return true;
            }

            @Override
            public void apply(double[] from, double[] into, Shape example, RandomStream random) {
                System.arraycopy(from, 0, into, 0, example.size());
            }
        };
        assertSays(
                IllegalArgumentException.class,
                "augmentation: " + unknown
                        + " does not tell its settings, so a resumed run could not know that they are"
                        + " the same. Make it a record, or give it a toString.",
                () -> Augmented.of(points, 1, unknown));
    }

    @Test
    void theOrderIsTheOneGiven() {
        record Plus(double number) implements Augmentation {
            @Override
            public boolean fits(Shape example) {
                return true;
            }

            @Override
            public void apply(double[] from, double[] into, Shape example, RandomStream random) {
                Arrays.setAll(into, i -> 2 * from[i] + number);
            }
        }
        Dataset data = Dataset.of(Tensor.of(Shape.of(1, 1), 1f), Tensor.of(Shape.of(1, 1), 1f));
        assertEquals(
                List.of(2 * (2 * 1f + 10) + 1),
                inputs(Augmented.of(data, 1, new Plus(10), new Plus(1)).open(false, 1, 1), 1));
    }
}
