/**
 * A catalogue of the mistakes that people make in derivatives, each of which knows itself by its numbers.
 *
 * <p>Start with {@link dev.nnkit.gradcheck.cause.Cause}; add one by writing a class and a line in
 * {@link dev.nnkit.gradcheck.cause.Causes}.
 */
@NullMarked
package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.NullMarked;
