/**
 * What those who write {@link dev.nnkit.api.Kernels} share: the sizes of a product, its cutting into tiles, buffers.
 *
 * <p>Open {@code Product} first.
 */
@NullMarked
package dev.nnkit.api.kernel;

import org.jspecify.annotations.NullMarked;
