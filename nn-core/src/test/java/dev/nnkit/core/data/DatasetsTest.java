package dev.nnkit.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DatasetsTest {
    private record Flower(double length, double width, String kind) {}

    private static final List<Flower> FLOWERS =
            List.of(new Flower(1, 2, "rose"), new Flower(3, 4, "lily"), new Flower(5, 6, "rose"));

    @Test
    void arraysAndClassNumbers() {
        float[][] inputs = {{1, 2}, {3, 4}};
        int[] labels = {1, 0};
        Dataset data = Datasets.of(inputs, labels);
        inputs[0][0] = 9;
        labels[0] = 9;
        assertArrayEquals(new float[] {1, 2, 3, 4}, data.inputs().get(0).floats());
        assertArrayEquals(new int[] {1, 0}, data.targets().get(0).ints());
        assertEquals(List.of(Shape.of(2)), data.inputShapes());
        assertEquals(
                DataType.FLOAT64,
                Datasets.of(new double[][] {{1, 2}}, new int[] {0})
                        .inputs()
                        .get(0)
                        .type());
    }

    @Test
    void namesOfClassesInTheirOrder() {
        for (Dataset data : List.of(
                Datasets.of(new float[][] {{1}, {2}, {3}}, new String[] {"b", "a", "b"}),
                Datasets.of(new double[][] {{1}, {2}, {3}}, new String[] {"b", "a", "b"}))) {
            assertArrayEquals(new int[] {1, 0, 1}, data.targets().get(0).ints());
            assertEquals(List.of("a", "b"), data.classNames());
        }
    }

    @Test
    void numbersToPredict() {
        assertArrayEquals(
                new float[] {5, 6},
                Datasets.of(new float[][] {{1}, {2}}, new float[][] {{5}, {6}})
                        .targets()
                        .get(0)
                        .floats());
        assertArrayEquals(
                new double[] {5, 6, 7, 8},
                Datasets.of(new double[][] {{1}, {2}}, new double[][] {{5, 6}, {7, 8}})
                        .targets()
                        .get(0)
                        .doubles());
    }

    @Test
    void objectsAndWhatToTakeFromThem() {
        Dataset named = Datasets.named(
                FLOWERS, flower -> new float[] {(float) flower.length(), (float) flower.width()}, Flower::kind);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, named.inputs().get(0).floats());
        assertArrayEquals(new int[] {1, 0, 1}, named.targets().get(0).ints());
        assertEquals(List.of("lily", "rose"), named.classNames());
        Dataset labelled = Datasets.labelled(
                FLOWERS,
                flower -> new float[] {(float) flower.length()},
                flower -> flower.kind().length() - 4);
        assertArrayEquals(new int[] {0, 0, 0}, labelled.targets().get(0).ints());
        Set<Double> anyIterable = new TreeSet<>(List.of(3.0, 1.0, 2.0));
        Dataset squares =
                Datasets.from(anyIterable, x -> new float[] {x.floatValue()}, x -> new float[] {(float) (x * x)});
        assertArrayEquals(new float[] {1, 4, 9}, squares.targets().get(0).floats());
    }

    @Test
    void whatMakesNoDataset() {
        assertEquals(
                "dataset: there must be at least 1 row but there are none.",
                assertThrows(IllegalArgumentException.class, () -> Datasets.of(new float[0][], new int[0]))
                        .getMessage());
        assertEquals(
                "dataset: all rows must have 2 numbers, as the first has, but row 1 has 1.",
                assertThrows(
                                ShapeMismatchException.class,
                                () -> Datasets.of(new float[][] {{1, 2}, {3}}, new int[] {0, 1}))
                        .getMessage());
        assertEquals(
                "dataset: all inputs and targets must have 1 rows, as the first input has, but one has shape [2].",
                assertThrows(ShapeMismatchException.class, () -> Datasets.of(new float[][] {{1}}, new int[] {0, 1}))
                        .getMessage());
    }

    private static final Dataset DATA = Datasets.of(
            new float[][] {{0, 10, 7}, {2, 10, 8}, {4, 10, 9}, {6, 10, 10}}, new String[] {"a", "b", "c", "a"});

    @Test
    void aPipeline() {
        Dataset result =
                Transformations.scale(0.5).then(Transformations.oneHot(3)).apply(DATA);
        assertArrayEquals(
                new float[] {0, 5, 3.5f}, result.slice(0, 1).inputs().get(0).floats());
        assertArrayEquals(
                new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0},
                result.targets().get(0).floats());
        assertEquals(DATA.classNames(), result.classNames());
        assertEquals(10, DATA.inputs().get(0).at(0, 1), "the source stays as it is");
    }

    @Test
    void standardisedOnTheTrainingRows() {
        Transformation standardise = Transformations.standardise(DATA.slice(0, 3));
        Dataset result = standardise.apply(DATA);
        double deviation = Math.sqrt(8 / 3.0);
        for (int i = 0; i < 4; i++) {
            assertEquals((2 * i - 2) / deviation, result.inputs().get(0).at(i, 0), 1e-6);
            assertEquals(0, result.inputs().get(0).at(i, 1));
        }
    }

    /** Hides that it is a dataset. */
    private record Source(Dataset data) implements Examples {
        @Override
        public List<Shape> inputShapes() {
            return data.inputShapes();
        }

        @Override
        public List<Shape> targetShapes() {
            return data.targetShapes();
        }

        @Override
        public long count() {
            return data.count();
        }

        @Override
        public Examples as(DataType type) {
            return new Source(data.as(type));
        }

        @Override
        public long fingerprint() {
            return data.fingerprint();
        }

        @Override
        public Pass open(boolean shuffled, long seed, int epoch) {
            return data.open(shuffled, seed, epoch);
        }
    }

    @Test
    void examplesAreTransformedAsTheyCome() {
        Transformation prepare = Transformations.scale(0.5).then(Transformations.oneHot(3));
        Dataset expected = prepare.apply(DATA);
        Examples streamed = prepare.over(new Source(DATA));
        assertEquals(expected.inputShapes(), streamed.inputShapes());
        assertEquals(List.of(Shape.of(3)), streamed.targetShapes());
        assertEquals(4, streamed.count());
        assertTrue(prepare.over(DATA) instanceof Dataset);
        try (Examples.Pass pass = streamed.open(false, 1, 1)) {
            pass.skip(1);
            Examples.Selection rows = pass.next(9);
            assertEquals(3, rows.size());
            assertTrue(rows.data()
                    .inputs()
                    .get(0)
                    .sameBits(expected.slice(1, 4).inputs().get(0)));
            assertTrue(rows.data()
                    .targets()
                    .get(0)
                    .sameBits(expected.slice(1, 4).targets().get(0)));
        }
        assertEquals(
                DataType.FLOAT64,
                streamed.as(DataType.FLOAT64)
                        .open(true, 1, 1)
                        .next(1)
                        .data()
                        .inputs()
                        .get(0)
                        .type());
        assertTrue(streamed.fingerprint()
                != Transformations.scale(0.25).over(new Source(DATA)).fingerprint());
    }

    @Test
    void whatCannotBeTransformed() {
        Dataset numbers = Datasets.of(new float[][] {{1}}, new float[][] {{1}});
        assertEquals(
                "oneHot: the target must be a class, INT32 [], but is FLOAT32 [1].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Transformations.oneHot(3).apply(numbers))
                        .getMessage());
        assertEquals(
                "oneHot: a class must be in 0 to 1 but is 2 in row 2.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Transformations.oneHot(2).apply(DATA))
                        .getMessage());
    }
}
