/**
 * Weights found without gradients: copy, mutate, cross over, select.
 *
 * <p>Open {@link dev.nnkit.evolution.Evolution} first; {@link dev.nnkit.evolution.Genetics} has the operations by
 * themselves.
 */
@NullMarked
package dev.nnkit.evolution;

import org.jspecify.annotations.NullMarked;
