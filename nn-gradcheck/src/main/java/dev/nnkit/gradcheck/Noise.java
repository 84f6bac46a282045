package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * How much the summed output jitters from point to point because of rounding inside the function, found from a table of
 * repeated differences over a few points that lie very close together: a smooth function vanishes from it, jitter does
 * not.
 *
 * @param deviation the standard deviation of the jitter of {@code sum(upstream * output)} around the point
 * @param isStaircase whether the function stands still between very near points and yet moves in steps far larger than
 *     rounding in double precision explains, as one does that computes in single precision: its differences settle on
 *     nothing that means anything
 * @see <a href="https://doi.org/10.1137/100786125">Moré and Wild 2011, Estimating computational noise, section 3</a>
 */
record Noise(double deviation, boolean isStaircase) {
    private static final double UNIT = 0x1p-53;
    private static final double STEP = 1e-11;
    private static final double WIDE_STEP = 1e-8;
    private static final int POINTS = 9;
    private static final int LEVEL = 4;
    /** {@code (4!)^2 / 8!}: what repeated subtraction makes of the variance of independent jitter. */
    private static final double GAMMA = 576.0 / 40320.0;
    /** More jitter than this many roundings is no rounding: it will be reported, not allowed for. */
    private static final double MOST = 1000;

    private static final double ROUGH = 1e5;

    static Noise of(Subject subject, Tensor base, Tensor upstream) {
        double[] y = base.doubles();
        double[] u = upstream.doubles();
        double squares = 0;
        for (int i = 0; i < base.size(); i++) {
            squares += u[i] * y[i] * u[i] * y[i];
        }
        double rounding = UNIT * Math.sqrt(squares);
        double[] fine = changes(subject, base, u, STEP);
        boolean standsStill = Arrays.stream(fine).distinct().count() <= POINTS / 2;
        boolean moves = jitter(changes(subject, base, u, WIDE_STEP)) > ROUGH * rounding;
        double measured = jitter(fine);
        double deviation = Math.max(rounding, Double.isFinite(measured) ? Math.min(measured, MOST * rounding) : 0);
        return new Noise(deviation, standsStill && moves);
    }

    /** How the summed output differs from the one at the point, at points that are one step after the other away. */
    private static double[] changes(Subject subject, Tensor base, double[] u, double step) {
        List<Variable> variables = subject.variables();
        List<Tensor> saved = variables.stream().map(v -> v.values().copy()).toList();
        double[] changes = new double[POINTS];
        try {
            for (int point = 0; point < POINTS; point++) {
                for (int i = 0; i < variables.size(); i++) {
                    move(saved.get(i), variables.get(i), point * step);
                }
                changes[point] = change(subject.evaluate(), base, u);
            }
        } finally {
            for (int i = 0; i < variables.size(); i++) {
                variables.get(i).values().set(saved.get(i));
            }
        }
        return changes;
    }

    private static double jitter(double[] changes) {
        double[] table = changes.clone();
        for (int level = 1; level <= LEVEL; level++) {
            for (int i = 0; i < POINTS - level; i++) {
                table[i] = table[i + 1] - table[i];
            }
        }
        double squares = 0;
        for (int i = 0; i < POINTS - LEVEL; i++) {
            squares += table[i] * table[i];
        }
        return Math.sqrt(GAMMA * squares / (POINTS - LEVEL));
    }

    /** To one side only, so that a kink at the point itself is not taken for noise. */
    private static void move(Tensor from, Variable variable, double distance) {
        double[] x = from.doubles();
        double[] moved = variable.values().doubles();
        for (int i = 0; i < from.size(); i++) {
            moved[i] = x[i] + variable.domain().inward(x[i], 1) * distance * Math.max(1, Math.abs(x[i]));
        }
    }

    private static double change(Tensor output, Tensor base, double[] u) {
        double[] y = output.doubles();
        double[] y0 = base.doubles();
        double sum = 0;
        for (int i = 0; i < base.size(); i++) {
            sum += u[i] * (y[i] - y0[i]);
        }
        return sum;
    }
}
