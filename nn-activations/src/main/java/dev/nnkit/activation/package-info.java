/**
 * Functions applied to every element by itself, with their derivatives: one file each.
 *
 * <p>Start with {@link dev.nnkit.activation.Activations}, the list of them.
 */
@NullMarked
package dev.nnkit.activation;

import org.jspecify.annotations.NullMarked;
