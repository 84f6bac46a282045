package dev.nnkit.api;

/** Makes {@link Kernels} of one kind; safe to load on any machine. Registered by a {@link Plugin}. */
public interface KernelsProvider {
    /** Higher is faster: of those that are available, the highest is chosen. The scalar kernels have 0. */
    int priority();

    /** Whether this JVM can run them as it was started. */
    default boolean isAvailable() {
        return true;
    }

    /** One sentence for the log: what was chosen, or why not and what to add to the command line. */
    String explanation();

    /**
     * @param plain nn-core's scalar kernels with as many threads as are wanted: for splitting work and for whatever the
     *     provider has no faster way to do
     */
    Kernels create(Kernels plain);
}
