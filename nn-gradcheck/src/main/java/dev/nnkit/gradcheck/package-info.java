/**
 * Checks derivatives against differences and says what is wrong with them. Needs no test framework; works on layers,
 * joins, losses, activations and on any function of a {@code double[]}.
 *
 * <p>Start with {@link dev.nnkit.gradcheck.GradientCheck}.
 */
@NullMarked
package dev.nnkit.gradcheck;

import org.jspecify.annotations.NullMarked;
