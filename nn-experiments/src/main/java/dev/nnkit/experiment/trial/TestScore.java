package dev.nnkit.experiment.trial;

import java.util.BitSet;

/**
 * How good a network is on the test rows.
 *
 * @param loss the mean loss
 * @param score what the trial's {@link Score} says
 * @param standardError of the score, because there are only so many rows: {@code sqrt(p (1 - p) / n)} for a share of right
 *     rows; for a root of mean squares r, by the delta method, the standard error of the mean of the squares, over 2 r
 * @param rows how many count
 * @param right which rows are right, four to a hexadecimal digit, the first row in the lowest bit of the first; empty where
 *     rows are not right or wrong
 */
public record TestScore(double loss, double score, double standardError, int rows, String right) {

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
