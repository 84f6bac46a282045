/**
 * Ways to move parameters against their gradients, schedules of the learning rate, and what is done to gradients before:
 * one file each.
 *
 * <p>Start with {@link dev.nnkit.optimizer.Optimizers}.
 */
@NullMarked
package dev.nnkit.optimizer;

import org.jspecify.annotations.NullMarked;
