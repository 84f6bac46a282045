package dev.nnkit.core.table;

/** What is done with a row that lacks a value. */
public enum Missing {
    /** It is an error. */
    ERROR,
    /**
     * The mean of the training rows stands for it: of a number, that of the column; of a category, how often each one
     * comes. A category that the training rows do not have counts as missing. A missing target is an error.
     */
    MEAN,
    /** The row is left out. */
    DROP
}
