package dev.nnkit.core.layer;

import dev.nnkit.api.Kernels;

/** How threads share the sequences of a batch, once for all steps. */
final class LstmThreads {
    /**
     * How many sequences go through time together: what a step works on stays in the nearest cache, and 16 to 64 were
     * equally fast.
     */
    static final int TOGETHER = 64;

    /** Of so many, each step reads the weights once; of fewer, reading them takes longer than calculating with them. */
    private static final int FEWEST = 32;

    private LstmThreads() {}

    /** As {@link Kernels#split} over the sequences of a batch, in parts that are as large as they can be. */
    static void split(Kernels kernels, int batch, double costPerSequence, Kernels.Range body) {
        int parts = Math.max(1, Math.max(batch / FEWEST, Math.min(kernels.threads(), batch)));
        double cost = costPerSequence * batch / parts;
        kernels.split(parts, cost, (first, end) -> {
            int to = start(batch, end, parts);
            for (int from = start(batch, first, parts); from < to; from += TOGETHER) {
                body.run(from, Math.min(from + TOGETHER, to));
            }
        });
    }

    private static int start(int batch, int part, int parts) {
        return (int) ((long) batch * part / parts);
    }
}
