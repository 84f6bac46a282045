package dev.nnkit.api;

/** What a kernel does with what stands in its output already. */
public enum Write {
    /** Replaces it. */
    SET,
    /** Adds to it. */
    ADD
}
