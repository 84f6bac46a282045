/**
 * Speed, as a ratio to hand-written loops that are measured in the same run. Start with {@link dev.nnkit.bench.Main}.
 */
@NullMarked
package dev.nnkit.bench;

import org.jspecify.annotations.NullMarked;
