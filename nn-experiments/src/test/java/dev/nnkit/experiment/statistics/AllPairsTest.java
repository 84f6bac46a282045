package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.experiment.statistics.TwoFactor.Contrast;
import dev.nnkit.experiment.statistics.TwoFactor.Factor;
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

    private static TwoFactor depthByActivation(double lastOfGeluDeep) {
        return new TwoFactor(
                new Factor("activation", List.of("relu", "gelu")),
                new Factor("depth", List.of("2", "8")),
                List.of(
                        List.of(Outcomes.of("relu 2", POINTS, 90, 91, 92), Outcomes.of("relu 8", POINTS, 80, 82, 81)),
                        List.of(
                                Outcomes.of("gelu 2", POINTS, 91, 92, 93),
                                Outcomes.of("gelu 8", POINTS, 86, 87, lastOfGeluDeep))));
    }

    @Test
    void twoFactorsAndTheirInteraction() {
        TwoFactor two = depthByActivation(88);
        assertEquals(81, two.summaries().get(0).get(1).mean());
        Contrast activation = two.rowEffects().get(0);
        assertEquals("gelu against relu", activation.what());
        // By seed (1 + 6) / 2, (1 + 5) / 2, (1 + 7) / 2.
        assertEquals(3.5, activation.mean(), 1e-12);
        assertEquals(0.5 / Math.sqrt(3) * 4.302653, activation.interval().halfWidth(), 1e-6);
        // By seed (-10 - 5) / 2, (-9 - 5) / 2, (-11 - 5) / 2.
        assertEquals(-7.5, two.columnEffects().get(0).mean(), 1e-12);
        Contrast interaction = two.interactions().get(0);
        assertEquals("(gelu against relu) at (8 against 2)", interaction.what());
        // By seed 6 - 1, 5 - 1, 7 - 1.
        assertEquals(5, interaction.mean(), 1e-12);
        assertEquals(1 / Math.sqrt(3) * 4.302653, interaction.interval().halfWidth(), 1e-6);
        assertEquals(0, interaction.missing());
    }

    @Test
    void aFailureIsMissingFromEveryContrastThatNeedsIt() {
        TwoFactor two = depthByActivation(Double.NaN);
        Contrast interaction = two.interactions().get(0);
        assertEquals(2, interaction.seeds());
        assertEquals(1, interaction.missing());
        assertEquals(4.5, interaction.mean(), 1e-12);
        assertEquals(1, two.rowEffects().get(0).missing());
        assertEquals(1, two.summaries().get(1).get(1).failures());
    }

    @Test
    void aGridWithHolesIsRefused() {
        assertEquals(
                "activation x depth: must have 1 rows of 2 cells but has rows of [1].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new TwoFactor(
                                        new Factor("activation", List.of("relu")),
                                        new Factor("depth", List.of("2", "8")),
                                        List.of(List.of(Sleep.FIRST))))
                        .getMessage());
    }
}
