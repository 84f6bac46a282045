/**
 * What all that reads and writes files stands on: {@link dev.nnkit.core.io.AtomicFile} writes a file as a whole or not at
 * all, {@link dev.nnkit.core.io.IoFailure} says why one could not be read or written.
 */
@NullMarked
package dev.nnkit.core.io;

import org.jspecify.annotations.NullMarked;
