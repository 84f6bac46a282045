/**
 * Six ways to find weights, each in a few lines, on the same problem and with the same budget.
 *
 * <p>Open {@link dev.nnkit.evolution.ways.Way} first, then {@link dev.nnkit.evolution.ways.RandomSearch}, the simplest.
 */
@NullMarked
package dev.nnkit.evolution.ways;

import org.jspecify.annotations.NullMarked;
