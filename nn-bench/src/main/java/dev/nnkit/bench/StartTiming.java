package dev.nnkit.bench;

/**
 * What a new process takes, from nothing to its end.
 *
 * @param workload {@code W3-start}: five epochs of 8,000 images; {@code W6}: XOR, 1,000 steps
 * @param archive whether the JVM found its classes in an archive (class data sharing)
 * @param seconds from the making of the network to the end of training
 * @param processSeconds from the start of the process to its end, as its parent sees it; what is no training, the making of
 *     the images first of all, is left out
 * @param megabytes the most memory that the process had, where the system tells it; else NaN
 */
public record StartTiming(
        String workload,
        String kernels,
        int threads,
        boolean archive,
        double seconds,
        double processSeconds,
        double megabytes) {}
