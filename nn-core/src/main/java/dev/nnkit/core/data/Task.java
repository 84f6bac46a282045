package dev.nnkit.core.data;

/** What is asked of a network: what its targets mean, and so which loss and which metrics fit. */
public enum Task {
    /** One of several classes: INT32 targets, one logit for each class. */
    CLASSES,
    /** One of two classes, 0 and 1: floating targets of one column, one logit. */
    BINARY,
    /** One or more numbers. */
    REGRESSION
}
