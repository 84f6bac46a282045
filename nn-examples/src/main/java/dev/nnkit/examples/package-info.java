/**
 * Small programs to start from; the README and the docs show parts of them.
 *
 * <p>Open {@link dev.nnkit.examples.Xor} first.
 */
@NullMarked
package dev.nnkit.examples;

import org.jspecify.annotations.NullMarked;
