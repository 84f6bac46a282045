package dev.nnkit.core.train;

import java.util.Map;

/**
 * How good a network is on some data.
 *
 * @param loss the mean loss
 * @param metrics the other metrics by name, in the order in which they were asked for
 */
public record Scores(double loss, Map<String, Double> metrics) {}
