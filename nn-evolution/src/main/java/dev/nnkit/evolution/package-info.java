/**
 * Weights found without gradients: copy, mutate, cross over, select.
 *
 * <p>Open {@code Evolution} first.
 */
@NullMarked
package dev.nnkit.evolution;

import org.jspecify.annotations.NullMarked;
