package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/** The comparisons that contracts make, with messages that say where and what. */
final class Checks {
    private Checks() {}

    static List<Integer> batches(int... sizes) {
        if (sizes.length == 0 || Arrays.stream(sizes).min().orElse(0) < 1) {
            throw new IllegalArgumentException(
                    "batches: give one size or more, each 1 or more, not " + Arrays.toString(sizes) + ".");
        }
        return Arrays.stream(sizes).boxed().toList();
    }

    static Set<Traits> union(Set<Traits> some, Traits... more) {
        Set<Traits> all = EnumSet.noneOf(Traits.class);
        all.addAll(some);
        all.addAll(Arrays.asList(more));
        return all;
    }

    static void sameBits(Tensor expected, Tensor actual, String what) {
        if (!expected.sameBits(actual)) {
            Assertions.fail(what + ": every bit must be the same, but " + firstDifference(expected, actual));
        }
    }

    /** Elements differ by no more than {@code allowed}. */
    static void near(Tensor expected, Tensor actual, double allowed, String what) {
        if (!expected.shape().equals(actual.shape())) {
            Assertions.fail(what + ": shape must be " + expected.shape() + " but is " + actual.shape() + ".");
        }
        for (int i = 0; i < expected.size(); i++) {
            double e = expected.get(i);
            double a = actual.get(i);
            boolean equal = Double.compare(e, a) == 0 || Math.abs(e - a) <= allowed;
            if (!equal) {
                Assertions.fail(String.format(
                        Locale.ROOT,
                        "%s: element %d must be %s but is %s; allowed is a distance of %.3g.",
                        what,
                        i,
                        e,
                        a,
                        allowed));
            }
        }
    }

    /** As {@link #near}, in measure of the largest of {@code expected}. */
    static void nearRelative(Tensor expected, Tensor actual, double bound, String what) {
        near(expected, actual, bound * largest(expected), what);
    }

    static double largest(Tensor tensor) {
        double largest = 0;
        for (int i = 0; i < tensor.size(); i++) {
            largest = Math.max(largest, Math.abs(tensor.get(i)));
        }
        return largest;
    }

    private static String firstDifference(Tensor expected, Tensor actual) {
        if (expected.type() != actual.type() || !expected.shape().equals(actual.shape())) {
            return "expected is " + expected.type() + " " + expected.shape() + " and actual is " + actual.type() + " "
                    + actual.shape() + ".";
        }
        for (int i = 0; i < expected.size(); i++) {
            if (Double.compare(expected.get(i), actual.get(i)) != 0) {
                return "element " + i + " must be " + expected.get(i) + " and is " + actual.get(i) + ".";
            }
        }
        return "NaNs differ in their bits.";
    }
}
