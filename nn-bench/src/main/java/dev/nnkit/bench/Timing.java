package dev.nnkit.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How fast a training ran.
 *
 * @param workload its name
 * @param kernels {@code simd}, {@code scalar}, {@code hand} for the hand-written loops, or the name of another library
 * @param samplesPerSecond the median of the windows
 * @param stepMicros microseconds from one update to the next
 * @param gflops of the products alone, 1e9 operations a second; what else a step does counts as time but not as work
 * @param shareOfLimit of what the threads' cores could do; NaN where that is not known
 * @param limit what as many cores as there are threads did together, GFLOP/s
 * @param finalLoss of the last epoch
 * @param bytesPerStep allocated by all threads
 */
public record Timing(
        String workload,
        String kernels,
        int threads,
        double samplesPerSecond,
        double stepMicros,
        double gflops,
        double shareOfLimit,
        double limit,
        double finalLoss,
        double bytesPerStep) {

    /** Of what the windows saw. */
    public static Timing of(Workload work, String kernels, int threads, Windows windows) {
        double rate = windows.samplesPerSecond();
        double gflops = rate * work.flops() / 1e9;
        return new Timing(
                work.name(),
                kernels,
                threads,
                rate,
                1e6 * work.batch() / rate,
                gflops,
                gflops / windows.limit(),
                windows.limit(),
                windows.loss(),
                windows.bytesPerStep());
    }

    /** The best limits in some timings, for one core and for as many as there were threads, as a sentence. */
    public static String limits(List<Timing> timings) {
        SortedMap<Integer, Double> limits = new TreeMap<>();
        timings.forEach(timing -> limits.merge(timing.threads(), timing.limit(), Math::max));
        return limits.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        entry.getKey() == 1 ? "one core" : entry.getKey() + " cores at once",
                        entry.getValue()))
                .collect(joining(", ", "Limit in float32, GFLOP/s: ", "."));
    }

    /**
     * The same.
     *
     * @throws IllegalStateException if {@code work} did not learn: its speed would say nothing
     */
    public Timing ofWhatLearned(Workload work) {
        if (!(finalLoss < work.lossBound())) {
            throw new IllegalStateException(
                    "bench: " + work.name() + " with " + kernels + " kernels ended with a loss of " + finalLoss
                            + ", which must be below " + work.lossBound() + ". What does not learn is not timed.");
        }
        return this;
    }
}
