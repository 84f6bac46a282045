/**
 * What training makes smaller. {@link dev.nnkit.core.loss.Losses} lists them; one file each, with the gradient beside the
 * value.
 */
@NullMarked
package dev.nnkit.core.loss;

import org.jspecify.annotations.NullMarked;
