package dev.nnkit.api;

/**
 * A stream of random numbers that is a function of a seed and a purpose, and of nothing else: there is no state to
 * save, and neither a new JDK nor another order of construction changes a bit.
 *
 * <p>SplitMix64 (<a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood 2014, figure 16</a>) with
 * Stafford's variant 13 as its mixing function; logarithms come from {@link StrictMath}. Not thread-safe; not for
 * cryptography.
 */
public final class RandomStream {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;
    private double spareGaussian = Double.NaN;

    private RandomStream(long state) {
        this.origin = state;
        this.state = state;
    }

    /** The stream for a purpose, such as {@code "shuffle"}, and for the numbers that tell its uses apart. */
    public static RandomStream of(long seed, String purpose, long... indices) {
        long state = mix(seed ^ hash(purpose));
        for (long index : indices) {
            state = extend(state, index);
        }
        return new RandomStream(state);
    }

    /**
     * Becomes the stream of the seed, purpose and indices that it was made of and of one more index behind them; a second
     * call replaces that index. For loops that must not allocate.
     */
    public void restart(long index) {
        state = extend(origin, index);
        spareGaussian = Double.NaN;
    }

    private static long extend(long state, long index) {
        return mix(state + GAMMA + mix(index));
    }

    /** A 64-bit hash of a text (FNV-1a, then mixed); {@code String.hashCode} has collisions between short paths. */
    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [0, 1), 24 bits. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /** Uniform in [0, bound), without bias (Lemire 2019, algorithm 5). */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a random number below " + bound + " does not exist: give 1 or more.");
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            long threshold = (0x100000000L - bound) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Normal with mean 0 and standard deviation 1 (Marsaglia's polar method). */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double result = spareGaussian;
            spareGaussian = Double.NaN;
            return result;
        }
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
                spareGaussian = v * factor;
                return u * factor;
            }
        }
    }

    /** Puts {@code values} into a random order, each order equally likely (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
