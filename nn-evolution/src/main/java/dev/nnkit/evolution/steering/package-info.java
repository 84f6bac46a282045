/**
 * A world with food and poison, for networks that learn to steer by evolution.
 *
 * <p>Open {@link dev.nnkit.evolution.steering.Steering} first; {@link dev.nnkit.evolution.steering.World} holds the rules.
 */
@NullMarked
package dev.nnkit.evolution.steering;

import org.jspecify.annotations.NullMarked;
