package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileLayoutTest {
    @Test
    void aTransposedMatrixHasItsColumnsAsRows() {
        FileLayout layout = FileLayout.transposed(Shape.of(2, 3));
        Tensor stored = layout.toFile(Tensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f));
        assertTrue(stored.sameBits(Tensor.of(Shape.of(3, 2), 1f, 4f, 2f, 5f, 3f, 6f)), stored::toString);
    }

    /** Against coordinates, axis by axis; and back, bit for bit. */
    @Property
    void axesMoveAsTheOrderSays(@ForAll("orders") List<Integer> order, @ForAll long seed) {
        RandomStream random = RandomStream.of(seed, "layout");
        int[] axes = order.stream().mapToInt(axis -> random.nextInt(4)).toArray();
        FileLayout layout = new FileLayout(Shape.of(axes), order);
        Shape flat = Shape.of(layout.view().size());
        Tensor value = Tensor.zeros(random.nextInt(2) == 0 ? DataType.FLOAT32 : DataType.FLOAT64, flat);
        for (int i = 0; i < value.size(); i++) {
            value.set(i, random.nextGaussian());
        }
        Tensor stored = layout.toFile(value);
        assertEquals(layout.shape(), stored.shape());
        Tensor seen = value.withShape(layout.view());
        for (int i = 0; i < stored.size(); i++) {
            int[] inFile = coordinates(i, layout.shape());
            int[] inView = new int[inFile.length];
            for (int axis = 0; axis < inFile.length; axis++) {
                inView[order.get(axis)] = inFile[axis];
            }
            assertEquals(seen.at(inView), stored.get(i));
        }
        assertTrue(value.sameBits(layout.fromFile(stored, flat)));
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers().between(0, 4).flatMap(rank -> Arbitraries.shuffle(axes(rank)));
    }

    private static List<Integer> axes(int rank) {
        return List.of(0, 1, 2, 3).subList(0, rank);
    }

    private static int[] coordinates(int index, Shape shape) {
        int[] result = new int[shape.rank()];
        int rest = index;
        for (int axis = result.length - 1; axis >= 0; axis--) {
            result[axis] = rest % shape.axis(axis);
            rest /= shape.axis(axis);
        }
        return result;
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertEquals(
                "file layout: the order must name each of the 2 axes of [2, 3] once, counted from 0, but is [0, 0].",
                assertThrows(IllegalArgumentException.class, () -> FileLayout.of(Shape.of(2, 3), 0, 0))
                        .getMessage());
        FileLayout layout = FileLayout.transposed(Shape.of(2, 3));
        assertEquals(
                "file layout: a tensor of shape [3, 2] is expected but [2, 3] came.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> layout.fromFile(Tensor.zeros(DataType.FLOAT32, Shape.of(2, 3)), Shape.of(2, 3)))
                        .getMessage());
        assertEquals(
                "file layout: a parameter is FLOAT32 or FLOAT64, not INT32.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> layout.toFile(Tensor.zeros(DataType.INT32, Shape.of(2, 3))))
                        .getMessage());
    }
}
