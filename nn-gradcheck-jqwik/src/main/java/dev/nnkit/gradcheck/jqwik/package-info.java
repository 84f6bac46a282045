/**
 * Tensors, shapes and whole networks for jqwik's properties: with the values where derivatives go wrong, and shrinking
 * towards zeros, ones and single layers.
 *
 * <p>Start with {@link dev.nnkit.gradcheck.jqwik.TensorOf}, {@link dev.nnkit.gradcheck.jqwik.GradientAssertions} and
 * {@link dev.nnkit.gradcheck.jqwik.Networks}.
 */
@NullMarked
package dev.nnkit.gradcheck.jqwik;

import org.jspecify.annotations.NullMarked;
