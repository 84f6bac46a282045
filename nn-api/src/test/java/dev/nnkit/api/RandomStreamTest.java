package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /** Saved models and published results depend on these bits: a change of the algorithm must not go unnoticed. */
    @Test
    void theBitsAreFixed() {
        RandomStream stream = RandomStream.of(1, "test", 2, 3);
        long[] first = {stream.nextLong(), stream.nextLong()};
        assertArrayEquals(new long[] {FIRST, SECOND}, first);
    }

    private static final long FIRST = 570701013781800528L;
    private static final long SECOND = 7568263827535093358L;

    @Test
    void restartingIsOneMoreIndex() {
        RandomStream stream = RandomStream.of(1, "test", 2);
        for (int index = 0; index < 5; index++) {
            stream.restart(index);
            RandomStream expected = RandomStream.of(1, "test", 2, index);
            assertEquals(expected.nextGaussian(), stream.nextGaussian(), "and forgets the second number of a pair");
            assertEquals(expected.nextLong(), stream.nextLong());
        }
    }

    @Test
    void everyPartOfTheNameMatters() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (long step = 0; step < 20; step++) {
                for (long part = 0; part < 20; part++) {
                    assertTrue(
                            seen.add(RandomStream.of(seed, "step", step, part).nextLong()));
                }
            }
        }
        assertNotEquals(
                RandomStream.of(1, "a").nextLong(), RandomStream.of(1, "b").nextLong());
        assertNotEquals(RandomStream.hash("Aa.weight"), RandomStream.hash("BB.weight"));
    }

    @Test
    void momentsAreThoseOfTheDistributions() {
        int n = 200_000;
        RandomStream stream = RandomStream.of(7, "moments");
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double uniform = 0;
        for (int i = 0; i < n; i++) {
            double z = stream.nextGaussian();
            sum += z;
            squares += z * z;
            fourth += z * z * z * z;
            uniform += stream.nextDouble();
        }
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(1, squares / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(3, fourth / n, 4 * Math.sqrt(96.0 / n));
        assertEquals(0.5, uniform / n, 4 * Math.sqrt(1.0 / 12 / n));
    }

    @Test
    void boundedNumbersAreUniform() {
        int[] counts = new int[7];
        RandomStream stream = RandomStream.of(3, "bounded");
        for (int i = 0; i < 70_000; i++) {
            counts[stream.nextInt(7)]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(c -> (c - 10_000.0) * (c - 10_000.0) / 10_000)
                .sum();
        assertTrue(chiSquare < 22.46, "chi-square with 6 degrees of freedom is below 22.46 in 99.9 %: " + chiSquare);
        for (int i = 0; i < 1000; i++) {
            assertTrue(stream.nextInt(Integer.MAX_VALUE) >= 0);
            float f = stream.nextFloat();
            assertTrue(f >= 0 && f < 1);
        }
        assertEquals(
                "a random number below 0 does not exist: give 1 or more.",
                assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0))
                        .getMessage());
    }

    @Test
    void shufflingKeepsEveryValue() {
        int[] values = new int[1000];
        Arrays.setAll(values, i -> i);
        RandomStream.of(1, "shuffle").shuffle(values);
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] expected = new int[1000];
        Arrays.setAll(expected, i -> i);
        assertArrayEquals(expected, sorted);
        assertTrue(!Arrays.equals(expected, values));
    }
}
