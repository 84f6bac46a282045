package dev.nnkit.core.data;

import static dev.nnkit.core.data.Errors.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class DatasetTest {
    /** Row i has the input (i, -i), the class i % 3 and the weight i. */
    private static Dataset numbered(int rows) {
        float[] inputs = new float[2 * rows];
        float[] weights = new float[rows];
        for (int i = 0; i < rows; i++) {
            inputs[2 * i] = i;
            inputs[2 * i + 1] = -i;
            weights[i] = i;
        }
        int[] classes = IntStream.range(0, rows).map(i -> i % 3).toArray();
        return Dataset.of(Tensor.of(Shape.of(rows, 2), inputs), Tensor.ofInts(Shape.of(rows), classes))
                .withExampleWeights(Tensor.of(Shape.of(rows), weights))
                .withClassNames(List.of("a", "b", "c"));
    }

    private static int[] numbers(Dataset data) {
        Tensor weights = data.exampleWeights();
        assertNotNull(weights);
        for (int i = 0; i < data.size(); i++) {
            int number = (int) weights.get(i);
            assertEquals(number, data.inputs().get(0).at(i, 0));
            assertEquals(-number, data.inputs().get(0).at(i, 1));
            assertEquals(number % 3, data.targets().get(0).at(i));
        }
        return IntStream.range(0, data.size()).map(i -> (int) weights.get(i)).toArray();
    }

    @Test
    void tellsItsShapes() {
        Dataset data = numbered(5);
        assertEquals(5, data.size());
        assertEquals(Shape.of(2), data.inputShape());
        assertEquals(List.of(Shape.of()), data.targetShapes());
        assertTrue(data.isClassification());
        assertFalse(Generators.sine(2, 1).isClassification());
        assertEquals("5 examples, inputs [[2]], targets [[]]", data.toString());
    }

    @Test
    void picksRowsWithAllThatBelongsToThem() {
        assertArrayEquals(new int[] {3, 0, 3}, numbers(numbered(5).rows(new int[] {3, 0, 3})));
        assertArrayEquals(new int[] {2, 3}, numbers(numbered(5).slice(2, 4)));
        assertEquals(0, numbered(5).slice(5, 5).size());
        assertEquals(List.of("a", "b", "c"), numbered(5).slice(0, 1).classNames());
    }

    @Test
    void rowsThatDoNotExist() {
        Dataset data = numbered(5);
        assertSays(
                IndexOutOfBoundsException.class,
                "dataset: rows 3:6 are asked for but there are rows 0:5.",
                () -> data.slice(3, 6));
        assertSays(
                IndexOutOfBoundsException.class,
                "dataset: row 5 is asked for but there are rows 0:5.",
                () -> data.rows(new int[] {0, 5}));
        assertSays(
                IndexOutOfBoundsException.class,
                "dataset: row -1 is asked for but there are rows 0:5.",
                () -> data.rows(new int[] {-1}));
    }

    @Property(tries = 200)
    void aSplitHasEachRowOnceInOrder(
            @ForAll @IntRange(min = 2, max = 60) int rows,
            @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double share,
            @ForAll long seed) {
        Dataset.Split split = numbered(rows).split(share, seed);
        int[] rest = numbers(split.rest());
        int[] part = numbers(split.part());
        assertEquals(Math.min(rows - 1, Math.max(1, Math.round(share * rows))), part.length);
        assertArrayEquals(IntStream.of(rest).sorted().toArray(), rest);
        assertArrayEquals(IntStream.of(part).sorted().toArray(), part);
        assertArrayEquals(
                IntStream.range(0, rows).toArray(),
                IntStream.concat(IntStream.of(rest), IntStream.of(part))
                        .sorted()
                        .toArray());
        assertArrayEquals(part, numbers(numbered(rows).split(share, seed).part()));
    }

    @Test
    void splitsThatCannotBe() {
        assertSays(
                IllegalArgumentException.class,
                "dataset: the share to split off must be in (0, 1) but is 1.0.",
                () -> numbered(5).split(1, 1));
        assertSays(
                IllegalArgumentException.class,
                "dataset: the share to split off must be in (0, 1) but is NaN.",
                () -> numbered(5).split(Double.NaN, 1));
        assertSays(
                IllegalArgumentException.class,
                "dataset: 1 examples cannot be split in two.",
                () -> numbered(1).split(0.5, 1));
    }

    @Property(tries = 100)
    void partsJoinToTheWhole(@ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(max = 20) int cut) {
        Dataset data = numbered(rows);
        int at = Math.min(cut, rows);
        assertArrayEquals(
                IntStream.range(0, rows).toArray(), numbers(data.slice(0, at).followedBy(data.slice(at, rows))));
    }

    @Test
    void joinsOnlyWhatFits() {
        Dataset data = numbered(3);
        assertEquals(
                List.of("a", "b", "c", "d"),
                data.followedBy(data.withClassNames(List.of("a", "b", "c", "d")))
                        .classNames());
        assertEquals(
                List.of("a", "b", "c", "d"),
                data.withClassNames(List.of("a", "b", "c", "d"))
                        .followedBy(data)
                        .classNames());
        assertSays(
                IllegalArgumentException.class,
                "dataset: two datasets to join have different classes: [a, b, c] and [a, x, c].",
                () -> data.followedBy(data.withClassNames(List.of("a", "x", "c"))));
        assertSays(
                IllegalArgumentException.class,
                "dataset: only one of two datasets to join has example weights.",
                () -> data.followedBy(Dataset.of(data.inputs(), data.targets())));
        assertSays(
                ShapeMismatchException.class,
                "dataset: two datasets to join must have examples of the same types and shapes but have"
                        + " [FLOAT32 [2]] and [FLOAT64 [2]].",
                () -> data.followedBy(data.as(DataType.FLOAT64)));
        assertSays(
                ShapeMismatchException.class,
                "dataset: two datasets to join must have examples of the same types and shapes but have"
                        + " [FLOAT32 [2]] and [FLOAT32 [1]].",
                () -> Generators.xor().followedBy(Generators.sine(4, 1)));
    }

    @Test
    void convertsAllThatIsFloating() {
        Dataset data = numbered(3);
        Dataset doubles = data.as(DataType.FLOAT64);
        assertEquals(DataType.FLOAT64, doubles.inputs().get(0).type());
        assertEquals(DataType.INT32, doubles.targets().get(0).type());
        assertNotNull(doubles.exampleWeights());
        assertEquals(DataType.FLOAT64, doubles.exampleWeights().type());
        assertSame(data.inputs().get(0), data.as(DataType.FLOAT32).inputs().get(0));
        assertSays(
                IllegalArgumentException.class,
                "dataset: floating tensors cannot become INT32.",
                () -> data.as(DataType.INT32));
    }

    @Test
    void fingerprintsTellContentsApart() {
        Dataset data = numbered(4);
        assertEquals(data.fingerprint(), numbered(4).fingerprint());
        assertNotEquals(data.fingerprint(), numbered(5).fingerprint());
        assertNotEquals(data.fingerprint(), data.rows(new int[] {1, 0, 2, 3}).fingerprint());
        Tensor ones = Tensor.zeros(DataType.FLOAT32, Shape.of(4)).fill(1);
        assertNotEquals(data.fingerprint(), data.withExampleWeights(ones).fingerprint());
    }

    @Test
    void aPassTakesAllThatIsLeft() {
        Examples.Pass pass = numbered(5).open(false, 1, 0);
        assertNotNull(pass.next(2));
        Examples.Selection rest = pass.next(Integer.MAX_VALUE);
        assertNotNull(rest);
        assertEquals(3, rest.size());
        assertNull(pass.next(1));
        Examples.Pass skipped = numbered(5).open(false, 1, 0);
        skipped.skip(2);
        skipped.skip(Long.MAX_VALUE);
        assertNull(skipped.next(1));
    }

    @Test
    void partsThatDoNotFit() {
        Tensor three = Tensor.zeros(DataType.FLOAT32, Shape.of(3, 2));
        assertSays(
                ShapeMismatchException.class,
                "dataset: all inputs and targets must have 3 rows, as the first input has, but one has shape [4].",
                () -> Dataset.of(three, Tensor.ofInts(Shape.of(4), 0, 0, 0, 0)));
        assertSays(
                ShapeMismatchException.class,
                "dataset: all inputs and targets must have 1 rows, as the first input has, but one has shape [].",
                () -> Dataset.of(Tensor.of(Shape.of(), 1f), Tensor.of(Shape.of(1), 1f)));
        assertSays(
                IllegalArgumentException.class,
                "dataset: there must be at least one input.",
                () -> Dataset.of(List.of(), List.of(three)));
    }

    @Test
    void weightsAndNamesThatDoNotFit() {
        Dataset data = numbered(3);
        assertSays(
                ShapeMismatchException.class,
                "dataset: example weights must be floating and have shape [3] but are FLOAT32 [3, 1].",
                () -> data.withExampleWeights(Tensor.zeros(DataType.FLOAT32, Shape.of(3, 1))));
        assertSays(
                ShapeMismatchException.class,
                "dataset: example weights must be floating and have shape [3] but are INT32 [3].",
                () -> data.withExampleWeights(Tensor.zeros(DataType.INT32, Shape.of(3))));
        assertSays(
                IllegalArgumentException.class,
                "dataset: example weights must be 0 or more and finite but that of row 1 is -1.0.",
                () -> data.withExampleWeights(Tensor.of(Shape.of(3), 0f, -1f, 2f)));
        assertSays(
                IllegalArgumentException.class,
                "dataset: example weights must be 0 or more and finite but that of row 2 is NaN.",
                () -> data.withExampleWeights(Tensor.of(Shape.of(3), 0f, 1f, Float.NaN)));
        assertSays(
                IllegalArgumentException.class,
                "dataset: there are names for 2 classes, from 0, but a target is class 2.",
                () -> data.withClassNames(List.of("a", "b")));
    }
}
