/**
 * Training: batches, steps, epochs, validation, and those who watch. Everything the loop uses is public, so that the
 * loop can be written by hand in fifteen lines.
 *
 * <p>Start with {@link dev.nnkit.core.train.Trainer}.
 */
@NullMarked
package dev.nnkit.core.train;

import org.jspecify.annotations.NullMarked;
