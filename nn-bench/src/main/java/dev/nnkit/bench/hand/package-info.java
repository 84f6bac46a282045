/**
 * The references: the same training in plain loops over flat arrays, each written for its network alone. Open
 * {@link dev.nnkit.bench.hand.HandWritten} first.
 */
@NullMarked
package dev.nnkit.bench.hand;

import org.jspecify.annotations.NullMarked;
