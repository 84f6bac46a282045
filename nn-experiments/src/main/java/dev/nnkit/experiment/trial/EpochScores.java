package dev.nnkit.experiment.trial;

/**
 * How good a network was after an epoch. NaN where something was not measured or is no number.
 *
 * @param epoch from 1
 * @param trainLoss the mean loss of the epoch's batches, each before its update
 * @param trainScore over the same predictions
 * @param validationLoss on the rows for validation, after the epoch
 * @param validationScore on the rows for validation, after the epoch
 */
public record EpochScores(
        int epoch, double trainLoss, double trainScore, double validationLoss, double validationScore) {}
