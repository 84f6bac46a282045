package dev.nnkit.experiment.statistics;

/**
 * A confidence interval, ends included. An end is infinite where the data cannot bound it: a mean of one score, or a
 * bootstrap of three.
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "an interval must run from its lower end to its upper but runs from " + low + " to " + high + ".");
        }
    }

    /** No bound at all. */
    static final Interval EVERYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Half the distance between the ends: the figure behind ±. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    /**
     * The largest distance from 0 of a value inside: differences larger than this are excluded, in either direction.
     */
    public double largestMagnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
