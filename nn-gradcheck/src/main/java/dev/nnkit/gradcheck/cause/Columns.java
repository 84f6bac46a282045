package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of a matrix [inputs, units] for one example, column by column. */
final class Columns {
    private Columns() {}

    /** {@code analytic / numeric} of each column, if it is the same in all its rows; NaN where a column is 0; or null. */
    static double @Nullable [] ratios(Part part) {
        int units = part.shape().axis(1);
        double largest = Evidence.largest(part.numeric());
        double[] products = new double[units];
        double[] squares = new double[units];
        double[] told = part.analyticMeasured();
        double[] right = part.numeric();
        for (int k = 0; k < right.length; k++) {
            products[part.indices()[k] % units] += told[k] * right[k];
            squares[part.indices()[k] % units] += right[k] * right[k];
        }
        double[] ratios = new double[units];
        Arrays.setAll(ratios, j -> Math.sqrt(squares[j]) > 1e-3 * largest ? products[j] / squares[j] : Double.NaN);
        for (int k = 0; k < right.length; k++) {
            double ratio = ratios[part.indices()[k] % units];
            if (!Double.isNaN(ratio) && !(Math.abs(told[k] - ratio * right[k]) <= Evidence.NEAR * largest)) {
                return null;
            }
        }
        boolean isConstant = Arrays.stream(ratios)
                        .filter(r -> !Double.isNaN(r))
                        .mapToLong(r -> Math.round(r * 1e4))
                        .distinct()
                        .count()
                < 2;
        return isConstant ? null : ratios;
    }

    /** What goes into the activation behind the first matrix of a network, with the vector behind it as its bias. */
    static double @Nullable [] sums(Situation one, Part part) {
        List<Part> parts = one.parts();
        boolean hasBias = parts.size() > 2
                && parts.get(2).shape().rank() == 1
                && parts.get(2).shape().axis(0) == part.shape().axis(1);
        return Preactivation.sums(parts.subList(0, hasBias ? 3 : 2));
    }

    /** Names the activation whose slope is missing or was taken at the wrong place. */
    static @Nullable String explain(double[] z, double[] ratios) {
        for (KnownActivation known : KnownActivation.ALL) {
            double[] expected = new double[z.length];
            Arrays.setAll(expected, j -> 1 / known.slope().applyAsDouble(z[j]));
            if (agree(expected, ratios)) {
                return "missing f'(z): the gradient is what it would be without the " + known.name() + " behind it.";
            }
            Arrays.setAll(
                    expected,
                    j -> known.slope().applyAsDouble(known.function().applyAsDouble(z[j]))
                            / known.slope().applyAsDouble(z[j]));
            if (agree(expected, ratios)) {
                return "derivative taken at y instead of x: this is the slope of " + known.name()
                        + " where its output lies.";
            }
        }
        return null;
    }

    private static boolean agree(double[] expected, double[] ratios) {
        int compared = 0;
        for (int j = 0; j < ratios.length; j++) {
            if (!Double.isNaN(ratios[j])) {
                if (!(Math.abs(expected[j] - ratios[j]) <= Evidence.NEAR * Math.abs(ratios[j]))) {
                    return false;
                }
                compared++;
            }
        }
        return compared > 1;
    }
}
