package dev.nnkit.core.table;

/** What is done to numbers before a network sees them. */
public enum Scale {
    /** Nothing. */
    NONE,
    /** {@code (x - mean) / deviation}, both over the training rows; the deviation divides by the number of rows. */
    STANDARD,
    /** {@code (x - least) / (greatest - least)}, both of the training rows, which are then in [0, 1]. */
    MINMAX
}
