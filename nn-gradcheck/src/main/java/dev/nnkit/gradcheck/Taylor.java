package dev.nnkit.gradcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * A second opinion that needs no tolerance: along a direction d, the remainder {@code |f(x + h d) - f(x) - h g.d|} falls
 * with {@code h^2} if g is the gradient of f, and with h if it is not. It is judged where h is smallest and the
 * remainder still stands out of the rounding.
 *
 * @param steps one for each h, a tenth of the one before
 * @see <a href="https://www.dolfin-adjoint.org/en/latest/documentation/verification.html">Farrell et al., Taylor test</a>
 */
public record Taylor(List<Step> steps) {
    private static final int DECADES = 12;
    /** Near the end of a domain, steps must be far smaller before the square shows. */
    private static final int MOST_DECADES = 20;
    /** Four roundings of every term that the function may have summed up. */
    private static final double ROUNDING = 0x1p-50;
    /** Below this order the remainder does not fall with the square. */
    private static final double LEAST = 1.5;
    /** A remainder so many times above its floor is no rounding, and a tenth of it would still be seen. */
    private static final double VISIBLE = 100;

    /**
     * @param h how far along the direction
     * @param remainder what the gradient does not explain of the change
     * @param floor what rounding alone can make of it
     */
    public record Step(double h, double remainder, double floor) {
        boolean isVisible() {
            return remainder > VISIBLE * floor;
        }
    }

    public Taylor {
        steps = List.copyOf(steps);
    }

    static Taylor along(Line line, Differences differences, double[] gradient) {
        List<Step> steps = new ArrayList<>();
        double size = line.size();
        double room = line.room(1);
        try {
            boolean isVisible = true;
            for (int decade = 1; decade <= DECADES || (decade <= MOST_DECADES && isVisible); decade++) {
                double h = size * Math.pow(10, -decade);
                if (h <= room) {
                    line.moveTo(h);
                    double predicted = line.predicted(gradient);
                    double remainder = Math.abs(differences.change() - predicted);
                    double terms = line.terms(gradient);
                    Step step = new Step(h, remainder, 4 * differences.noise() + ROUNDING * terms);
                    steps.add(step);
                    isVisible = step.isVisible();
                }
            }
        } finally {
            line.restore();
        }
        return new Taylor(steps);
    }

    /** About 2 where the gradient is right and 1 where not; infinite where the remainder is all rounding. */
    public double order() {
        int last = lastVisible();
        if (last < 0) {
            return Double.POSITIVE_INFINITY;
        }
        Step step = steps.get(last);
        if (last + 1 < steps.size()) {
            Step next = steps.get(last + 1);
            return Math.log10(step.remainder() / Math.max(next.remainder(), next.floor()));
        }
        return last == 0 ? Double.NaN : Math.log10(steps.get(last - 1).remainder() / step.remainder());
    }

    /** Whether the remainder falls with the square of the step; also where there is nothing to be seen. */
    public boolean agrees() {
        return !(order() < LEAST);
    }

    /** The slope that the gradient lacks, where it is seen best; 0 where nothing is to be seen. */
    double missingSlope() {
        int last = lastVisible();
        return last < 0 ? 0 : steps.get(last).remainder() / steps.get(last).h();
    }

    private int lastVisible() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).isVisible()) {
                return i;
            }
        }
        return -1;
    }
}
