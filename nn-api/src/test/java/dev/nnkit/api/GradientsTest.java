package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private final Parameter weight = new Parameter("w", Role.WEIGHT, Tensor.zeros(DataType.FLOAT64, Shape.of(3, 2)));
    private final Parameter bias = new Parameter("b", Role.BIAS, Tensor.zeros(DataType.FLOAT64, Shape.of(2)));
    private final Parameter mean = new Parameter("m", Role.STATISTIC, Tensor.zeros(DataType.FLOAT64, Shape.of(2)));

    @Test
    void wantsWhatCanBeTrained() {
        Parameter frozen = Initialization.of(DataType.FLOAT64, 1).frozen().constant("f", Role.WEIGHT, Shape.of(1), 0);
        Gradients gradients = Gradients.of(List.of(weight, bias, mean, frozen), p -> p != bias);
        assertTrue(gradients.wants(weight));
        assertFalse(gradients.wants(bias));
        assertFalse(gradients.wants(mean));
        assertFalse(gradients.wants(frozen));
        assertTrue(gradients.wantsAny(List.of(bias, weight)));
        assertFalse(gradients.wantsAny(List.of(bias, mean)));
    }

    @Test
    void addsRowsAndClearsThem() {
        Gradients gradients = Gradients.of(List.of(weight));
        for (int round = 0; round < 2; round++) {
            int start = gradients.sumForRow(weight, 1);
            gradients.rowSums(weight).doubles()[start + 1] += 5;
            assertArrayEquals(
                    new double[] {0, 0, 0, 5, 0, 0}, gradients.sum(weight).doubles());
            gradients.zero();
        }
        int start = gradients.sumForRow(weight, 2);
        gradients.rowSums(weight).doubles()[start] += 7;
        gradients.zero();
        assertArrayEquals(new double[6], gradients.rowSums(weight).doubles());
    }

    @Test
    void addAllAddsInOrderAndOnlyWhatIsWanted() {
        Gradients sums = Gradients.of(List.of(weight, bias), p -> p == weight);
        Gradients part = Gradients.of(List.of(weight, bias));
        part.sum(weight).fill(2);
        part.sum(bias).fill(3);
        sums.addAll(part);
        sums.addAll(part);
        assertEquals(4, sums.sum(weight).get(0));
        assertEquals(0, sums.sum(bias).get(0));
    }

    @Test
    void aParameterThatIsNotListedIsNamed() {
        Gradients gradients = Gradients.of(List.of(weight));
        assertEquals(
                "parameter b [2] is not one of those that these gradients were made for. Its layer must return it from"
                        + " parameters().",
                assertThrows(IllegalArgumentException.class, () -> gradients.sum(bias))
                        .getMessage());
    }

    /** Rows, whole tensors and other gradients added in any order: zero() leaves nothing behind. */
    @Property
    void zeroLeavesNothing(@ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> actions) {
        Gradients gradients = Gradients.of(List.of(weight, bias));
        Gradients other = Gradients.of(List.of(weight, bias));
        other.rowSums(weight).doubles()[other.sumForRow(weight, 0)] = 1;
        double expected = 0;
        for (int action : actions) {
            if (action < 3) {
                int start = gradients.sumForRow(weight, action);
                gradients.rowSums(weight).doubles()[start] += 1;
                expected++;
            } else if (action == 3) {
                gradients.sum(weight).doubles()[5] += 1;
                expected++;
            } else if (action == 4) {
                gradients.addAll(other);
                expected++;
            } else {
                gradients.zero();
                expected = 0;
                assertArrayEquals(new double[6], gradients.rowSums(weight).doubles());
            }
        }
        double total = 0;
        for (double each : gradients.rowSums(weight).doubles()) {
            total += each;
        }
        assertEquals(expected, total);
        gradients.zero();
        assertArrayEquals(new double[6], gradients.rowSums(weight).doubles());
        assertArrayEquals(new double[2], gradients.sum(bias).doubles());
    }

    @Test
    void whatIsNotWantedHasATensorThatNobodyReads() {
        Gradients gradients = Gradients.of(List.of(weight, mean), p -> p != weight);
        assertEquals(weight.shape(), gradients.sum(weight).shape());
        assertEquals(mean.shape(), gradients.sum(mean).shape());
        assertFalse(gradients.wantsAny(List.of(weight, mean)));
        assertFalse(Gradients.of(List.of()).wantsAny(List.of()));
        assertEquals(List.of(weight, mean), gradients.parameters());
    }

    @Test
    void sumsHaveTheTypeOfTheirParameter() {
        Parameter floats = new Parameter("f", Role.WEIGHT, Tensor.zeros(DataType.FLOAT32, Shape.of(2)));
        Gradients gradients = Gradients.of(List.of(floats, weight));
        assertEquals(DataType.FLOAT32, gradients.sum(floats).type());
        assertEquals(DataType.FLOAT64, gradients.sum(weight).type());
    }
}
