package dev.nnkit.bench;

/**
 * What a new process takes, from nothing to its end.
 *
 * @param workload {@code W3-start}: five epochs of 8,000 images; {@code W6}: XOR, 1,000 steps
 * @param seconds from the making of the network to the end of training
 * @param processSeconds the same, and the start of the JVM; the making of the images, which is no training, is left out
 * @param megabytes the most memory that the process had, where the system tells it; else NaN
 */
public record StartTiming(
        String workload, String kernels, int threads, double seconds, double processSeconds, double megabytes) {}
