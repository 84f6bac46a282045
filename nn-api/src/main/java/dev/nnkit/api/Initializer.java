package dev.nnkit.api;

/**
 * How the weights of a layer get their first values. A record, so that it can be printed and saved as an argument of a
 * layer: {@code dense(128, initializer=heNormal)}.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * Fills {@code value}.
     *
     * @param fanIn how many inputs one output sums over
     * @param fanOut how many outputs one input reaches
     * @param gain what the activation that follows asks for: see {@link Activation#gain()}
     * @param random the stream that belongs to this parameter's path
     */
    void fill(Tensor value, int fanIn, int fanOut, double gain, RandomStream random);
}
