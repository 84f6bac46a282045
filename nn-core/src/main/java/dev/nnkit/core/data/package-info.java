/**
 * What networks learn from: {@link dev.nnkit.core.data.Dataset} and where it comes from, {@link
 * dev.nnkit.core.data.Generators} and {@link dev.nnkit.core.data.IdxFile}.
 */
@NullMarked
package dev.nnkit.core.data;

import org.jspecify.annotations.NullMarked;
