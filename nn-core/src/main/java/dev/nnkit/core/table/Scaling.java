package dev.nnkit.core.table;

/**
 * {@code (x - offset) / divisor}, or 0 where the divisor is 0, which is that of a column whose values are all the same.
 *
 * @param scale where the numbers come from
 * @param offset finite
 * @param divisor finite, 0 or more; throws IllegalArgumentException otherwise
 */
public record Scaling(Scale scale, double offset, double divisor) {
    /** Leaves numbers as they are. */
    public static final Scaling NONE = new Scaling(Scale.NONE, 0, 1);

    public Scaling {
        if (!Double.isFinite(offset) || !Double.isFinite(divisor) || divisor < 0) {
            throw new IllegalArgumentException("scaling: offset and divisor must be finite, the divisor 0 or more, but"
                    + " are " + offset + " and " + divisor + ".");
        }
        if (scale == Scale.NONE && (offset != 0 || divisor != 1)) {
            throw new IllegalArgumentException(
                    "scaling: none has offset 0 and divisor 1 but has " + offset + " and " + divisor + ".");
        }
    }

    /** The number that a network sees. */
    public double apply(double number) {
        return divisor == 0 ? 0 : (number - offset) / divisor;
    }

    /** The number that {@link #apply} made {@code scaled} of, up to rounding. */
    public double undo(double scaled) {
        return scaled * divisor + offset;
    }
}
