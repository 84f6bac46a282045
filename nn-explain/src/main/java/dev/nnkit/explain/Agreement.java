package dev.nnkit.explain;

import java.util.OptionalDouble;

/**
 * How well the transposed weights stand in for the exact gradient, over a number of neurons or weights.
 *
 * @param cosine between the two: 1 for the same direction, 0 for a right angle, -1 for the opposite one; empty where one
 *     of them is zero, and has no direction
 * @param same how many have the same sign in both
 * @param opposite how many have opposite signs: those that the transposed weights would move the wrong way
 * @param undecided how many are zero in one of the two, or in both
 */
public record Agreement(OptionalDouble cosine, long same, long opposite, long undecided) {
    public long count() {
        return same + opposite + undecided;
    }
}
