package dev.nnkit.gradcheck;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One element of a tensor, and its derivative by both ways.
 *
 * @param index its position in memory
 * @param position its coordinates as text: {@code [2, 1]}
 * @param value the element itself
 * @param analytic what the code under test says
 * @param numeric what differences say; NaN where there is no finite one
 * @param uncertainty how much {@code numeric} may be off, by its own estimate
 * @param verdict what follows from these
 */
public record Coordinate(
        int index,
        String position,
        double value,
        double analytic,
        double numeric,
        double uncertainty,
        Verdict verdict) {
    /** {@code analytic / numeric}: 2 for a forgotten half, -1 for a wrong sign. */
    public double ratio() {
        return analytic / numeric;
    }

    /** {@code |analytic - numeric|}; infinite where one of them is not a number. */
    public double error() {
        double error = Math.abs(analytic - numeric);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    Coordinate as(Verdict other) {
        return new Coordinate(index, position, value, analytic, numeric, uncertainty, other);
    }

    Coordinate withAnalytic(double other) {
        return new Coordinate(index, position, value, other, numeric, uncertainty, verdict);
    }

    static String position(int index, int @Nullable [] axes) {
        if (axes == null || axes.length == 0) {
            return "[" + index + "]";
        }
        int[] position = new int[axes.length];
        int rest = index;
        for (int i = axes.length - 1; i >= 0; i--) {
            position[i] = rest % axes[i];
            rest /= axes[i];
        }
        return Arrays.toString(position);
    }

    /** One line of a table: position, value, analytic, numeric, ratio. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-14s value %-22s analytic %-22s numeric %-22s ratio %s",
                position,
                value,
                analytic,
                numeric,
                String.format(Locale.ROOT, "%.6g", ratio()));
    }
}
