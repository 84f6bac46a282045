/**
 * Rows on their way from a file to a pass of training, for all formats that are read as a stream: {@link
 * dev.nnkit.core.stream.ReadAhead} brings them, {@link dev.nnkit.core.stream.ShuffledRows} mixes them. Not exported.
 */
@NullMarked
package dev.nnkit.core.stream;

import org.jspecify.annotations.NullMarked;
