package dev.nnkit.experiment.trial;

import com.google.common.primitives.ImmutableIntArray;
import dev.nnkit.api.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What each test row adds to a score that is no mean over rows, by the delta method: the score's first-order change with the
 * weight of that row, added to the score. Their mean is the score; their standard deviation over the root of their number is
 * its standard error.
 *
 * @see <a href="https://doi.org/10.1017/CBO9780511802256">van der Vaart 1998, Asymptotic Statistics, chapter 3</a>
 */
final class RowShares {
    private RowShares() {}

    /** Of {@code r = sqrt(mean e^2)}: {@code r / 2 + e^2 / (2 r)}, with e^2 the mean over the row's elements. */
    static double[] ofRootMeanSquare(Errors errors) {
        double[] squares = new double[errors.rows()];
        for (int row = 0; row < squares.length; row++) {
            for (int i = 0; i < errors.elements(); i++) {
                squares[row] += Math.pow(errors.error(row, i), 2) / errors.elements();
            }
        }
        double root = Math.sqrt(mean(squares));
        return root == 0
                ? squares
                : Arrays.stream(squares)
                        .map(square -> root / 2 + square / (2 * root))
                        .toArray();
    }

    /**
     * Of {@code R2 = 1 - m / v}, with m the mean of e^2 and v that of t^2, the squared distance of a target from the mean of
     * the targets: {@code 1 - e^2 / v + m (t^2 - v) / v^2}, in the mean over columns. A column of equal targets adds 1 where
     * all of it is predicted without error, or else 0.
     */
    static double[] ofRSquared(Errors errors) {
        double[] shares = new double[errors.rows()];
        for (int column = 0; column < errors.columns(); column++) {
            addColumn(errors, column, shares);
        }
        return shares;
    }

    private static void addColumn(Errors errors, int column, double[] shares) {
        double[] squares = new double[shares.length];
        double[] distances = new double[shares.length];
        int repeats = errors.elements() / errors.columns();
        double middle = 0;
        for (int row = 0; row < shares.length; row++) {
            for (int i = column; i < errors.elements(); i += errors.columns()) {
                middle += errors.target(row, i) / (shares.length * (double) repeats);
            }
        }
        for (int row = 0; row < shares.length; row++) {
            for (int i = column; i < errors.elements(); i += errors.columns()) {
                squares[row] += Math.pow(errors.error(row, i), 2) / repeats;
                distances[row] += Math.pow(errors.target(row, i) - middle, 2) / repeats;
            }
        }
        double m = mean(squares);
        double v = mean(distances);
        for (int row = 0; row < shares.length; row++) {
            double share = v == 0 ? (m == 0 ? 1 : 0) : 1 - squares[row] / v + m * (distances[row] - v) / (v * v);
            shares[row] += share / errors.columns();
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Base64 of the float32s, little-endian, as {@code numpy.frombuffer} reads them. */
    static String text(double[] shares) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * shares.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double share : shares) {
            bytes.putFloat((float) share);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text} gives */
    static double[] parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        double[] shares = new double[bytes.remaining() / Float.BYTES];
        for (int row = 0; row < shares.length; row++) {
            shares[row] = bytes.getFloat();
        }
        return shares;
    }

    /**
     * Predictions beside targets, row by row; rows of weight 0 are left out.
     *
     * @param columns how long the last axis is
     * @param elements how many there are in a row: a multiple of columns
     * @param kept the rows that count
     */
    record Errors(Tensor predictions, Tensor targets, int columns, int elements, ImmutableIntArray kept) {
        static Errors of(Tensor predictions, Tensor targets, @Nullable Tensor weights) {
            int rows = predictions.batch();
            ImmutableIntArray kept = ImmutableIntArray.copyOf(
                    IntStream.range(0, rows).filter(row -> weights == null || weights.get(row) != 0));
            int columns =
                    predictions.shape().rank() < 2 ? 1 : predictions.shape().last();
            return new Errors(predictions, targets, columns, predictions.size() / rows, kept);
        }

        int rows() {
            return kept.length();
        }

        double target(int row, int element) {
            return targets.get(kept.get(row) * elements + element);
        }

        double error(int row, int element) {
            return predictions.get(kept.get(row) * elements + element) - target(row, element);
        }
    }
}
