/**
 * The scalar kernels and the threads inside them. {@link dev.nnkit.core.kernel.KernelChoice} takes the best kernels that
 * are installed.
 */
@NullMarked
package dev.nnkit.core.kernel;

import org.jspecify.annotations.NullMarked;
