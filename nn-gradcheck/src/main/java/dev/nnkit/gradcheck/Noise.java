package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * How much the outputs jitter from point to point because of rounding inside the function, found from a table of
 * repeated differences over a few points that lie very close together: a smooth function vanishes from it, jitter does
 * not.
 *
 * @param each the standard deviation of the jitter of each output around the point, times its upstream gradient
 * @param least the deviation of the sum that shows at every distance from the point, so that no kink close by is in it
 * @param isStaircase whether the function stands still between very near points and yet moves in steps far larger than
 *     rounding in double precision explains, as one does that computes in single precision: its differences settle on
 *     nothing that means anything
 * @see <a href="https://doi.org/10.1137/100786125">Moré and Wild 2011, Estimating computational noise, section 3</a>
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to another, never compared
record Noise(double[] each, double least, boolean isStaircase) {
    private static final double UNIT = 0x1p-53;
    private static final double STEP = 1e-11;
    private static final double WIDE_STEP = 1e-8;
    private static final int POINTS = 9;
    private static final int LEVEL = 4;
    /** {@code (4!)^2 / 8!}: what repeated subtraction makes of the variance of independent jitter. */
    private static final double GAMMA = 576.0 / 40320.0;

    private static final double ROUGH = 1e5;

    static Noise of(Subject subject, Tensor base, Tensor upstream) {
        double[] u = upstream.doubles();
        double[][] fine = changes(subject, base, u, STEP);
        double[][] wide = changes(subject, base, u, WIDE_STEP);
        double[] each = new double[base.size()];
        double rounding = 0;
        double least = 0;
        for (int i = 0; i < each.length; i++) {
            double unit = UNIT * Math.abs(u[i] * base.doubles()[i]);
            double near = isJump(fine[i]) ? 0 : jitter(fine[i]);
            double far = isJump(fine[i]) ? 0 : jitter(wide[i]);
            each[i] = Math.max(unit, Math.max(near, far));
            rounding = Math.hypot(rounding, unit);
            least = Math.hypot(least, Math.max(unit, Math.min(near, far)));
        }
        double[] near = sums(fine);
        boolean standsStill = !isJump(near) && Arrays.stream(near).distinct().count() <= POINTS / 2;
        return new Noise(each, least, standsStill && jitter(sums(wide)) > ROUGH * rounding);
    }

    /** Whether everything that changes changes at once, right beside the point: that is for the differences to tell. */
    private static boolean isJump(double[] changes) {
        return changes[1] != 0 && Arrays.stream(changes).skip(1).allMatch(change -> change == changes[1]);
    }

    /** How each output, weighted, differs from the one at the point, at points that are one step after the other away. */
    private static double[][] changes(Subject subject, Tensor base, double[] u, double step) {
        List<Variable> variables = subject.variables();
        List<Tensor> saved = variables.stream().map(v -> v.values().copy()).toList();
        double[][] changes = new double[base.size()][POINTS];
        try {
            for (int point = 0; point < POINTS; point++) {
                for (int i = 0; i < variables.size(); i++) {
                    move(saved.get(i), variables.get(i), point * step);
                }
                double[] y = subject.evaluate().doubles();
                for (int i = 0; i < changes.length; i++) {
                    changes[i][point] = u[i] * (y[i] - base.doubles()[i]);
                }
            }
        } finally {
            for (int i = 0; i < variables.size(); i++) {
                variables.get(i).values().set(saved.get(i));
            }
        }
        return changes;
    }

    private static double[] sums(double[][] changes) {
        double[] sums = new double[POINTS];
        for (double[] each : changes) {
            Arrays.setAll(sums, point -> sums[point] + each[point]);
        }
        return sums;
    }

    /** The deviation of the sum of all outputs. */
    double deviation() {
        return deviation(0, each.length);
    }

    /** The deviation of the sum of some outputs. */
    double deviation(int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += each[i] * each[i];
        }
        return Math.sqrt(squares);
    }

    /** Differences of one sign are those of a curve, not of jitter. */
    private static double jitter(double[] changes) {
        double[] table = changes.clone();
        for (int level = 1; level <= LEVEL; level++) {
            for (int i = 0; i < POINTS - level; i++) {
                table[i] = table[i + 1] - table[i];
            }
        }
        double squares = 0;
        int positive = 0;
        int negative = 0;
        for (int i = 0; i < POINTS - LEVEL; i++) {
            squares += table[i] * table[i];
            positive += table[i] > 0 ? 1 : 0;
            negative += table[i] < 0 ? 1 : 0;
        }
        boolean isCurve = positive == POINTS - LEVEL || negative == POINTS - LEVEL;
        if (!Double.isFinite(squares) || isCurve) {
            return 0;
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
}
