package dev.nnkit.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.RandomStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    /**
     * Darwin's cross- and self-fertilised maize, in eighths of an inch: Fisher, The Design of Experiments, 1935,
     * section 21, counts 863 of 32,768 signs with a sum of 314 or more, and so 1,726 with both tails.
     */
    @Test
    void fishersCountOfDarwinsMaize() {
        PermutationTest test = PermutationTest.of(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48);
        assertEquals(1726 / 32768.0, test.p());
        assertTrue(test.exact());
    }

    /**
     * Nine of the ten sleepers gained and one had no difference: no other signs are as far out but the opposite ones.
     */
    @Test
    void aZeroHasNoSign() {
        assertEquals(
                2 / 512.0,
                new Pairs(Sleep.SECOND, Sleep.FIRST).permutationTest().p());
        assertEquals(9, new Pairs(Sleep.SECOND, Sleep.FIRST).permutationTest().pairs());
        assertEquals(1, PermutationTest.of(0, 0, 0).p());
        assertEquals(1, PermutationTest.of().p());
    }

    /** In binary, 96.90 - 96.76 is more than 97.07 - 96.93; on paper they are a tie, and the sum of -,+ is 0. */
    @Test
    void tiesOnPaperAreTies() {
        assertTrue(96.90 - 96.76 != 97.07 - 96.93);
        assertEquals(1, PermutationTest.of(96.90 - 96.76, 96.93 - 97.07).p());
        double[] tied = {96.90 - 96.76, 97.07 - 96.93, 96.93 - 97.07};
        assertEquals(PermutationTest.of(1, 1, -1).p(), PermutationTest.of(tied).p());
    }

    @Property
    void agreesWithCountingEverySign(@ForAll @Size(max = 10) List<@IntRange(min = -4, max = 4) Integer> tied) {
        double[] exact = tied.stream().mapToDouble(i -> i).toArray();
        assertEquals(everySign(exact), PermutationTest.of(exact).p());
    }

    @Property
    void agreesWithCountingEverySignWithoutTies(
            @ForAll @Size(max = 10) List<@IntRange(min = -999, max = 999) Integer> whole) {
        // The oracle's sums are of whole numbers and so exact; the test's are not, and must not differ.
        double[] exact = whole.stream().mapToDouble(i -> i).toArray();
        assertEquals(everySign(exact), PermutationTest.of(hundredths(whole)).p());
    }

    private static double[] hundredths(List<Integer> whole) {
        return whole.stream().mapToDouble(i -> i / 100.0).toArray();
    }

    private static double everySign(double... differences) {
        double observed = Math.abs(Arrays.stream(differences).sum());
        int hits = 0;
        for (int signs = 0; signs < 1 << differences.length; signs++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            }
            hits += Math.abs(sum) >= observed ? 1 : 0;
        }
        return Math.scalb((double) hits, -differences.length);
    }

    @Property(tries = 50)
    void neitherOrderNorSideNorUnitMatters(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -999, max = 999) Integer> whole) {
        double[] differences = hundredths(whole);
        double p = PermutationTest.of(differences).p();
        double[] reversed = new double[differences.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = -8 * differences[reversed.length - 1 - i];
        }
        assertEquals(p, PermutationTest.of(reversed).p());
        assertTrue(p > 0 && p <= 1);
    }

    @Test
    void manyPairsAreDrawnAndAgreeWithTheNormalLimit() {
        RandomStream random = RandomStream.of(7, "differences");
        double[] exact = new double[PermutationTest.EXACT_PAIRS];
        Arrays.setAll(exact, i -> random.nextGaussian() + 0.3);
        PermutationTest counted = PermutationTest.of(exact);
        assertTrue(counted.exact());
        double[] drawn = Arrays.copyOf(exact, exact.length + 1);
        // Too small to matter, and one more than is counted.
        drawn[exact.length] = 1e-6;
        PermutationTest estimated = PermutationTest.of(drawn);
        assertFalse(estimated.exact());
        double error = Math.sqrt(counted.p() * (1 - counted.p()) / PermutationTest.DRAWS);
        assertEquals(counted.p(), estimated.p(), 4 * error);
        assertEquals(estimated, PermutationTest.of(drawn));
    }

    @Test
    void drawnSignsNeverGiveZero() {
        double[] agreeing = new double[60];
        Arrays.fill(agreeing, 1);
        assertEquals(1 / 100_000.0, PermutationTest.of(agreeing).p());
    }

    @Test
    void extremeSizesNeitherOverflowNorVanish() {
        assertEquals(0.5, PermutationTest.of(1e300, 1e300).p());
        assertEquals(0.5, PermutationTest.of(1e-290, 1e-290).p());
    }

    @Test
    void infinitiesAreRefused() {
        assertEquals(
                "a permutation test needs finite differences but one is Infinity. Leave failures to Pairs.",
                assertThrows(IllegalArgumentException.class, () -> PermutationTest.of(1, Double.POSITIVE_INFINITY))
                        .getMessage());
    }
}
