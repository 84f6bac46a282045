package dev.nnkit.evolution;

/**
 * What a generation is like.
 *
 * @param number from 1, which is the one that was given
 * @param best the fitness of its best network; it never falls from one generation to the next if there is an elite
 * @param mean the mean fitness of all its networks; minus infinity if one of them has none
 * @param evaluations how often the fitness was asked for, up to and with this generation
 */
public record Generation(int number, double best, double mean, long evaluations) {}
