package dev.nnkit.experiment.trial;

import java.util.BitSet;

/**
 * How good a network is on the test rows.
 *
 * @param loss the mean loss
 * @param score what the trial's {@link Score} says
 * @param standardError of the score, because there are only so many rows: {@code sqrt(p (1 - p) / n)} for a share of right
 *     rows; otherwise, by the delta method, the standard deviation of {@code shares} over the root of n
 * @param rows how many count
 * @param right which rows are right, four to a hexadecimal digit, the first row in the lowest bit of the first; empty where
 *     rows are not right or wrong
 * @param shares what each row adds to a score whose mean they are (see {@link #rowShares}), float32 in little-endian order
 *     as Base64; empty where rows are right or wrong, or it is not known
 */
public record TestScore(double loss, double score, double standardError, int rows, String right, String shares) {

    /** Whether it is known what each row adds, where rows are not right or wrong. */
    public boolean hasShares() {
        return !shares.isEmpty();
    }

    /**
     * Row by row, in the order of the test rows: of a root of mean squares r, {@code r / 2 + e^2 / (2 r)}; of R2, with m the mean
     * of e^2 and v of t^2, the squared distance of a target from their mean, {@code 1 - e^2 / v + m (t^2 - v) / v^2}. That is the
     * delta method: the difference of two such scores on the same rows has the standard error of the mean of the rows'
     * differences.
     */
    public double[] rowShares() {
        return RowShares.parse(shares);
    }

    /** Whether rows are right or wrong. */
    public boolean hasRight() {
        return !right.isEmpty();
    }

    /**
     * Row by row, in the order of the test rows.
     *
     * @throws IllegalStateException where rows are not right or wrong
     */
    public boolean[] rightRows() {
        if (!hasRight()) {
            throw new IllegalStateException("test score: of numbers, rows are not right or wrong.");
        }
        boolean[] flags = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = (Character.digit(right.charAt(row / 4), 16) >> (row % 4) & 1) == 1;
        }
        return flags;
    }

    /** What {@link #right} is for the rows of which the bits are set. */
    static String digits(BitSet set, int rows) {
        StringBuilder digits = new StringBuilder();
        for (int row = 0; row < rows; row += 4) {
            int digit = 0;
            for (int bit = 0; bit < 4; bit++) {
                digit |= set.get(row + bit) ? 1 << bit : 0;
            }
            digits.append(Character.forDigit(digit, 16));
        }
        return digits.toString();
    }
}
