/**
 * What happened to one example on its way through a dense network, and which weights were to blame for its error.
 *
 * <p>Open {@code Explain} first; {@code Blame} says what the three ways of sharing an error are.
 */
@NullMarked
package dev.nnkit.explain;

import org.jspecify.annotations.NullMarked;
