package dev.nnkit.experiment.trial;

/**
 * Which data a trial learns from.
 *
 * @param name for a person; it makes no difference to what a trial is
 * @param sha256 of the contents, in hexadecimal: see {@link TrialData#reference}
 */
public record DataReference(String name, String sha256) {}
