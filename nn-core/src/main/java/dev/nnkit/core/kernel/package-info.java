/**
 * The scalar kernels, plain loops that HotSpot turns into vector instructions, and the threads inside them. Users start at
 * {@link dev.nnkit.core.kernel.KernelChoice}, which takes the best kernels that are installed; readers at ScalarKernels.
 */
@NullMarked
package dev.nnkit.core.kernel;

import org.jspecify.annotations.NullMarked;
