package dev.nnkit.experiment.trial;

/** What a trial is for. */
public enum Purpose {
    /** To choose a learning rate: measured on validation rows, and test rows are not touched. */
    TUNING,
    /** To be reported: after training it is measured on the test rows, once. */
    FINAL
}
