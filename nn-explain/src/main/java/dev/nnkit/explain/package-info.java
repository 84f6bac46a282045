/**
 * What happened to one example on its way through a network, and which weights were to blame for its error.
 *
 * <p>Open {@code Explain} first.
 */
@NullMarked
package dev.nnkit.explain;

import org.jspecify.annotations.NullMarked;
