/**
 * Makes the layers, losses, initialisers and kernels of this module known by name. Users start in
 * {@code dev.nnkit.core.network} and {@code dev.nnkit.core.train}.
 */
@NullMarked
package dev.nnkit.core;

import org.jspecify.annotations.NullMarked;
