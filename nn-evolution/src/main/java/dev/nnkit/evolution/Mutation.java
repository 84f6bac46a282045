package dev.nnkit.evolution;

/**
 * How much a mutation moves: each weight, with the given probability and independently of the others, gets a normal number
 * added, of mean 0 and this standard deviation. The deviation is in the units of the weights themselves, whose first values
 * are usually of size 1 / sqrt(fan in).
 *
 * <p>Thread-safe: immutable.
 *
 * @param probability of a weight to be moved, in [0, 1]; throws IllegalArgumentException outside
 * @param deviation of what is added, 0 or more and finite; throws IllegalArgumentException otherwise
 * @see <a href="https://www.ijcai.org/Proceedings/89-1/Papers/122.pdf">Montana, Davis 1989, section 3: biased mutation</a>
 */
public record Mutation(double probability, double deviation) {
    /** One weight in five, by about 0.3: small networks with inputs of size 1 change what they do, but seldom wholly. */
    public static final Mutation DEFAULT = new Mutation(0.2, 0.3);

    public Mutation {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "mutation: probability must be between 0 and 1 but is " + probability + ".");
        }
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "mutation: deviation must be 0 or more and finite but is " + deviation + ".");
        }
    }

    /** The same with {@code factor} times the deviation: what a schedule does. */
    public Mutation scaled(double factor) {
        return new Mutation(probability, factor * deviation);
    }
}
