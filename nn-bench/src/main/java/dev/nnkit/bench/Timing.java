package dev.nnkit.bench;

/**
 * How fast a training ran.
 *
 * @param workload its name
 * @param kernels {@code simd}, {@code scalar}, or {@code hand} for the hand-written loops
 * @param samplesPerSecond the median of the windows
 * @param stepMicros microseconds from one update to the next
 * @param gflops of the products alone, 1e9 operations a second; what else a step does counts as time but not as work
 * @param shareOfLimit of what the threads' cores could do; NaN where that is not known
 * @param limit of one core, GFLOP/s
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

    static Timing of(Workload work, String kernels, int threads, Windows windows) {
        double rate = windows.samplesPerSecond();
        double gflops = rate * work.flops() / 1e9;
        return new Timing(
                work.name(),
                kernels,
                threads,
                rate,
                1e6 * work.batch() / rate,
                gflops,
                gflops / (threads * windows.limit()),
                windows.limit(),
                windows.loss(),
                windows.bytesPerStep());
    }
}
