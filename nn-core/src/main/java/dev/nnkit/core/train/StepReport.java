package dev.nnkit.core.train;

/**
 * One update.
 *
 * @param epoch from 1
 * @param step updates since the beginning of the run, this one included
 * @param samples examples of this epoch that were visited, this step's included
 * @param size examples in an epoch
 * @param loss the mean loss of the batch, before the update
 */
public record StepReport(int epoch, long step, long samples, long size, double loss) {}
