package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllPairsTest {
    private static final Measure POINTS = Measure.accuracyPoints();

    @Test
    void everyPairBothWays() {
        AllPairs all = AllPairs.of(List.of(Sleep.FIRST, Sleep.SECOND));
        assertEquals(List.of("dextro", "laevo"), all.variants());
        AllPairs.Cell cell = all.cells().get(1).get(0);
        assertEquals(1.58, cell.meanAdvantage(), 1e-9);
        assertEquals(new AllPairs.Cell(cell.meanAdvantage(), 10, 9, 1, 0, 2 / 512.0), cell);
        assertEquals(
                new AllPairs.Cell(-cell.meanAdvantage(), 10, 0, 1, 9, 2 / 512.0),
                all.cells().get(0).get(1));
        assertEquals(1, all.cells().get(0).get(0).p());
    }

    @Test
    void failuresLose() {
        AllPairs all = AllPairs.of(
                List.of(Outcomes.of("a", POINTS, 1, 2, 3, 4), Outcomes.of("b", POINTS, 0, Double.NaN, Double.NaN, 9)));
        AllPairs.Cell cell = all.cells().get(0).get(1);
        assertEquals(3, cell.wins());
        assertEquals(2, cell.finished());
        assertEquals(-2, cell.meanAdvantage());
        // Signed ranks 1, 3.5, 3.5, -2: the sum is 6 or more for 3 signs of 16, and as often -6 or less.
        assertEquals(6 / 16.0, cell.p());
    }
}
