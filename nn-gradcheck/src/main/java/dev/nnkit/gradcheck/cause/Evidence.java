package dev.nnkit.gradcheck.cause;

import dev.nnkit.api.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the gradient of one tensor that is wrong.
 *
 * @param part the tensor
 * @param batch how many examples went through at once
 * @param terms how many numbers came out
 * @param twice the sums after two calls and pullbacks, with a call at another input in between; null where unknown
 * @param before where the check has moved on to another input: what the code told at the first one; otherwise null
 * @param numericFirst the part of the first example in the measured slopes
 * @param numericLast the part of the last example in the measured slopes
 * @param isWrong which of the measured elements are wrong
 * @param isKink which of the measured elements sit on a kink
 * @param trial more, by running the code again
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one class to a few others, never compared
public record Evidence(
        Part part,
        int batch,
        int terms,
        double @Nullable [] twice,
        double @Nullable [] before,
        double[] numericFirst,
        double[] numericLast,
        boolean[] isWrong,
        boolean[] isKink,
        Trial trial) {
    /** How near numbers must be to count as equal here: differences are right to about ten digits. */
    static final double NEAR = 1e-5;

    /** The part of an error that an explanation of it may leave over. */
    private static final double EXPLAINED = 0.1;
    /** What differences are right to, in measure of the slope. */
    private static final double DIGITS = 1e-9;

    /** The tensor's shape, of an input with its batch axis. */
    public Shape shape() {
        return part.shape();
    }

    public boolean isInput() {
        return part.isInput();
    }

    /** The whole gradient as the code tells it. */
    public double[] analytic() {
        return part.analytic();
    }

    /** The slopes by differences of the measured elements. */
    public double[] numeric() {
        return part.numeric();
    }

    /** The analytic gradient at the measured elements. */
    public double[] analyticMeasured() {
        return part.analyticMeasured();
    }

    /** Whether all of {@code a} equal those of {@code b}, in measure of the largest, and not all are zero. */
    public static boolean near(double[] a, double[] b) {
        double largest = Math.max(largest(a), largest(b));
        if (!(largest > 0) || a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) <= NEAR * largest)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the code tells what {@code candidate} is, and that explains what is wrong: it is no better than the slope itself. */
    boolean isToldBy(double[] candidate) {
        double[] told = analyticMeasured();
        double error = largest(difference(told, numeric()));
        return near(candidate, told) && largest(difference(told, candidate)) <= EXPLAINED * error;
    }

    /** The largest absolute value; NaN if there is one. */
    public static double largest(double[] a) {
        return Arrays.stream(a).map(Math::abs).reduce(0, Math::max);
    }

    /** Whether what is wrong with the gradient is {@code extra}, but for the digits that differences do not have. */
    boolean isErrorOf(double[] extra) {
        double[] error = difference(analyticMeasured(), numeric());
        double allowed = NEAR * largest(extra) + DIGITS * largest(numeric());
        return largest(difference(error, extra)) <= Math.min(allowed, EXPLAINED * largest(extra));
    }

    /** {@code a - b}. */
    static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> a[i] - b[i]);
        return result;
    }

    /** {@code a * factor}. */
    static double[] times(double[] a, double factor) {
        return Arrays.stream(a).map(x -> x * factor).toArray();
    }

    /** The factor with which {@code b} comes nearest to {@code a}; NaN where b is zero. */
    static double fit(double[] a, double[] b) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            products += a[i] * b[i];
            squares += b[i] * b[i];
        }
        return products / squares;
    }
}
