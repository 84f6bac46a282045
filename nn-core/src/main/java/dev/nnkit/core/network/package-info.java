/**
 * Three ways to make a network of layers: {@link dev.nnkit.core.network.Sequential} for chains,
 * {@link dev.nnkit.core.network.Composed} for layers wired in code, {@link dev.nnkit.core.network.Graph} for the same
 * as data. Backpropagation is in here, once: the pullbacks of the calls, in reverse.
 *
 * <p>Start with {@link dev.nnkit.core.network.Network}, which builds and describes any of them.
 */
@NullMarked
package dev.nnkit.core.network;

import org.jspecify.annotations.NullMarked;
