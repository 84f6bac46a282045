/**
 * What networks learn from: {@link dev.nnkit.core.data.Dataset} and where it comes from, {@link
 * dev.nnkit.core.data.Generators}, {@link dev.nnkit.core.data.IdxFile}, {@link dev.nnkit.core.data.NpyFile}, {@link
 * dev.nnkit.core.data.NpzFile}, {@link dev.nnkit.core.data.DrawingFolder} and {@link dev.nnkit.core.data.ImageFolder}; what
 * is larger than memory, {@link dev.nnkit.core.data.IdxExamples}; and what makes more of it, {@link
 * dev.nnkit.core.data.Augmented}.
 */
@NullMarked
package dev.nnkit.core.data;

import org.jspecify.annotations.NullMarked;
