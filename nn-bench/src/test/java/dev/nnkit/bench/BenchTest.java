package dev.nnkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void aTrainingIsTimedInAProcessOfItsOwn() {
        Bench bench = new Bench(0.2);
        Timing timing = bench.time(Workload.named("W1"), "scalar", 1);
        assertEquals("W1", timing.workload());
        assertEquals("scalar", timing.kernels());
        assertTrue(timing.samplesPerSecond() > 0);
        assertEquals(1e6 / timing.samplesPerSecond(), timing.stepMicros(), 1e-6 * timing.stepMicros());
        assertTrue(timing.finalLoss() < 0.5);
    }

    @Test
    void growthIsTimedFromSmallToLarge() {
        List<Timing> timings = new Bench(0.02).grow(Growth.DEPTH, "scalar", 1);
        assertEquals(
                List.of("1", "2", "4", "8", "16", "32"),
                timings.stream().map(Timing::workload).toList());
        assertTrue(timings.stream().allMatch(timing -> timing.samplesPerSecond() > 0));
    }

    /** Trained to a loss that shows it, which the process itself asserts. */
    @Test
    void aNewProcessTakesLongerThanItsTraining() {
        StartTiming timing = new Bench(0.2).start(Bench.XOR_START, "scalar", 1, false);
        assertEquals(Bench.XOR_START, timing.workload());
        assertTrue(timing.seconds() > 0 && timing.processSeconds() > timing.seconds(), timing.toString());
    }

    @Test
    void whatFailsThereIsTold() {
        IllegalStateException error =
                assertThrows(IllegalStateException.class, () -> new Bench(0.2).time(Workload.named("W1"), "gpu", 1));
        assertTrue(error.getMessage().startsWith("bench: W1 gpu 1 0.2 failed: "), error.getMessage());
    }

    @Test
    void secondsMustBePositive() {
        assertEquals(
                "bench: seconds must be more than 0 and at most 3600 but is 0.0.",
                assertThrows(IllegalArgumentException.class, () -> new Bench(0)).getMessage());
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertEquals(2.5, Windows.median(4, 1, 3, 2));
        assertEquals(3, Windows.median(5, 1, 3));
    }

    @Test
    void theReportHasNullWhereNothingIsKnown() {
        Timing timing = new Timing("W3", "simd", 2, 1000, 64000, 0.5, Double.NaN, Double.NaN, 0.25, 100);
        StartTiming start = new StartTiming("W6", "scalar", 1, true, 0.1, 0.2, 40);
        assertEquals(
                "{\"java\":\"Java\",\"machine\":\"any\",\"training\":[{\"workload\":\"W3\",\"kernels\":\"simd\",\"threads\":2,"
                        + "\"samplesPerSecond\":1000.0,\"stepMicros\":64000.0,\"gflops\":0.5,\"shareOfLimit\":null,"
                        + "\"limit\":null,\"finalLoss\":0.25,\"bytesPerStep\":100.0}],\"start\":[{\"workload\":\"W6\","
                        + "\"kernels\":\"scalar\",\"threads\":1,\"archive\":true,\"seconds\":0.1,\"processSeconds\":0.2,\"megabytes\":40.0}]}",
                new BenchReport("Java", "any", List.of(timing), List.of(start)).toJson());
    }
}
