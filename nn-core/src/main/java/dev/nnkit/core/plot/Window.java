package dev.nnkit.core.plot;

import dev.nnkit.api.Tensor;

/**
 * A part of the plane. Throws IllegalArgumentException unless left is below right, bottom below top, and all are finite.
 */
public record Window(double left, double right, double bottom, double top) {
    private static final double MARGIN = 0.08;

    public Window {
        if (!(left < right && bottom < top) || !Double.isFinite(right - left) || !Double.isFinite(top - bottom)) {
            throw new IllegalArgumentException("window: left must be below right, bottom below top, and all finite, but"
                    + " it reaches from " + left + " to " + right + " and from " + bottom + " to " + top + ".");
        }
    }

    /**
     * A window on all points, with a margin.
     *
     * @param points [count, 2], finite; throws IllegalArgumentException for none
     */
    public static Window around(Tensor points) {
        double[] x = range(points, 0);
        double[] y = range(points, 1);
        return new Window(x[0], x[1], y[0], y[1]);
    }

    private static double[] range(Tensor points, int column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = column; i < points.size(); i += 2) {
            low = Math.min(low, points.get(i));
            high = Math.max(high, points.get(i));
        }
        double margin = high > low ? MARGIN * (high - low) : 0.5;
        return new double[] {low - margin, high + margin};
    }
}
