/**
 * Tensors and shapes for jqwik's properties: with the values where derivatives go wrong, and shrinking towards zeros
 * and ones.
 *
 * <p>Start with {@link dev.nnkit.gradcheck.jqwik.TensorOf} and {@link dev.nnkit.gradcheck.jqwik.Tensors}.
 */
@NullMarked
package dev.nnkit.gradcheck.jqwik;

import org.jspecify.annotations.NullMarked;
