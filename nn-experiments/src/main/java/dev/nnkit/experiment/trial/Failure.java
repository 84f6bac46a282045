package dev.nnkit.experiment.trial;

/**
 * Why a trial has no score.
 *
 * @param epoch in which it failed, from 1
 * @param step the update at which it failed, from 1 since the beginning
 * @param reason a sentence
 */
public record Failure(int epoch, long step, String reason) {}
