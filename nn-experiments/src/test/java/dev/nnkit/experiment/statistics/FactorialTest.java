package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.experiment.statistics.Factorial.Contrast;
import dev.nnkit.experiment.statistics.Factorial.Factor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorialTest {
    private static final Measure POINTS = Measure.accuracyPoints();
    private static final Factor ACTIVATION = new Factor("activation", List.of("relu", "gelu"), 0);
    private static final Factor DEPTH = new Factor("depth", List.of("2", "8"), 0);

    private static Factorial depthByActivation(double lastOfGeluDeep) {
        return new Factorial(
                List.of(ACTIVATION, DEPTH),
                List.of(
                        Outcomes.of("relu 2", POINTS, 90, 91, 92),
                        Outcomes.of("relu 8", POINTS, 80, 82, 81),
                        Outcomes.of("gelu 2", POINTS, 91, 92, 93),
                        Outcomes.of("gelu 8", POINTS, 86, 87, lastOfGeluDeep)));
    }

    @Test
    void twoFactorsAndTheirInteraction() {
        Factorial two = depthByActivation(88);
        Contrast activation = two.mainEffects().get(0);
        assertEquals("gelu against relu", activation.what());
        // By seed (1 + 6) / 2, (1 + 5) / 2, (1 + 7) / 2.
        assertEquals(3.5, activation.mean(), 1e-12);
        assertEquals(0.5 / Math.sqrt(3) * 4.302653, activation.interval().halfWidth(), 1e-6);
        // By seed (-10 - 5) / 2, (-9 - 5) / 2, (-11 - 5) / 2.
        assertEquals(-7.5, two.mainEffects().get(1).mean(), 1e-12);
        Contrast interaction = two.interactions().get(0);
        assertEquals("(gelu against relu) at (8 against 2)", interaction.what());
        // By seed 6 - 1, 5 - 1, 7 - 1.
        assertEquals(5, interaction.mean(), 1e-12);
        assertEquals(1 / Math.sqrt(3) * 4.302653, interaction.interval().halfWidth(), 1e-6);
        assertEquals(0, interaction.missing());
    }

    @Test
    void theReferenceMayBeAnyLevel() {
        Factorial two = depthByActivation(88);
        Factorial other = new Factorial(
                List.of(new Factor("activation", ACTIVATION.levels(), 1), new Factor("depth", DEPTH.levels(), 1)),
                two.cells());
        assertEquals("relu against gelu", other.mainEffects().get(0).what());
        assertEquals(-3.5, other.mainEffects().get(0).mean(), 1e-12);
        assertEquals(7.5, other.mainEffects().get(1).mean(), 1e-12);
        assertEquals(
                "(relu against gelu) at (2 against 8)",
                other.interactions().get(0).what());
        // (relu 2 - gelu 2) - (relu 8 - gelu 8), in the mean.
        assertEquals(5, other.interactions().get(0).mean(), 1e-12);
    }

    @Test
    void aFailureIsMissingFromEveryContrastThatNeedsIt() {
        Factorial two = depthByActivation(Double.NaN);
        Contrast interaction = two.interactions().get(0);
        assertEquals(2, interaction.seeds());
        assertEquals(1, interaction.missing());
        assertEquals(4.5, interaction.mean(), 1e-12);
        assertEquals(1, two.mainEffects().get(0).missing());
    }

    /** Scores that are sums: what was put in comes out, whatever the other factors do. */
    @Test
    void threeFactors() {
        double[] a = {0, 1};
        double[] b = {0, 10, 30};
        double[] c = {0, 100};
        List<Outcomes> cells = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 2; k++) {
                    // What a seed adds to all cancels; a and c add 5 more where both are there.
                    double score = a[i] + b[j] + c[k] + (i == 1 && k == 1 ? 5 : 0);
                    cells.add(Outcomes.of(i + " " + j + " " + k, POINTS, score, score + 7));
                }
            }
        }
        Factorial three = new Factorial(
                List.of(
                        new Factor("a", List.of("a0", "a1"), 0),
                        new Factor("b", List.of("b0", "b1", "b2"), 0),
                        new Factor("c", List.of("c0", "c1"), 0)),
                cells);
        assertEquals(
                List.of("a1 against a0", "b1 against b0", "b2 against b0", "c1 against c0"),
                three.mainEffects().stream().map(Contrast::what).toList());
        assertEquals(
                List.of(3.5, 10.0, 30.0, 102.5),
                three.mainEffects().stream().map(Contrast::mean).toList());
        assertEquals(
                List.of(0.0, 0.0, 5.0, 0.0, 0.0),
                three.interactions().stream().map(Contrast::mean).toList());
        assertEquals(
                "(a1 against a0) at (c1 against c0)",
                three.interactions().get(2).what());
        three.mainEffects().forEach(effect -> assertEquals(0, effect.interval().halfWidth(), 1e-12));
    }

    @Test
    void aGridWithHolesIsRefused() {
        assertEquals(
                "activation x depth: must have 4 cells but has 1.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Factorial(List.of(ACTIVATION, DEPTH), List.of(Sleep.FIRST)))
                        .getMessage());
    }
}
