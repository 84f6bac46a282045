package dev.nnkit.api;

/** Parameters that exist already, in a file: what a network is built from when it is read instead of made. */
@FunctionalInterface
public interface StoredParameters {
    /**
     * The value of one parameter, of this shape, which then belongs to the network. Called once for each parameter,
     * before memory is allocated for it.
     *
     * @param path of the parameter, such as {@code 0.weight}
     * @throws IllegalArgumentException if there is no such parameter, or it has another shape or type
     */
    Tensor load(String path, Shape shape, FileLayout layout);
}
