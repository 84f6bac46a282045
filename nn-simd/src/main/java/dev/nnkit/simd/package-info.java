/**
 * Kernels on the Vector API ({@code jdk.incubator.vector}), for JVMs that were started with it.
 *
 * <p>Open {@code SimdKernels} first.
 */
@NullMarked
package dev.nnkit.simd;

import org.jspecify.annotations.NullMarked;
