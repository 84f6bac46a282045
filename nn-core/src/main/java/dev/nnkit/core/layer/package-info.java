/**
 * The catalogue of layers and joins: one file each, with the derivative beside its forward.
 *
 * <p>Start with {@link dev.nnkit.core.layer.Layers} and {@link dev.nnkit.core.layer.Joins}, the lists of them;
 * {@link dev.nnkit.core.layer.Dense} is the model to copy.
 */
@NullMarked
package dev.nnkit.core.layer;

import org.jspecify.annotations.NullMarked;
