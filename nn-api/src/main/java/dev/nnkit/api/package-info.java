/**
 * The interfaces that everything in nnkit is made of, and the few value types they exchange. Depends on nothing but
 * JSpecify, so that a plug-in is one small jar.
 *
 * <p>Start with {@link dev.nnkit.api.Layer}; then {@link dev.nnkit.api.Tensor}, {@link dev.nnkit.api.LayerSpec},
 * {@link dev.nnkit.api.Activation}, {@link dev.nnkit.api.Loss}, {@link dev.nnkit.api.Optimizer} and
 * {@link dev.nnkit.api.Plugin}.
 */
@NullMarked
package dev.nnkit.api;

import org.jspecify.annotations.NullMarked;
