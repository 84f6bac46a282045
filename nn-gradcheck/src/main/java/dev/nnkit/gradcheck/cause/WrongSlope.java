package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The derivative of an activation is missing, is taken at another place, or is that of another activation. */
final class WrongSlope implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Situation situation = evidence.trial().situation();
        Preactivation inner = Preactivation.of(situation, evidence.part());
        if (inner == null) {
            return ofHidden(evidence);
        }
        if (fits(evidence, inner, z -> 1)) {
            return "missing f'(z): the gradient is what it would be without the activation.";
        }
        boolean isElementwise = situation.parts().size() == 1;
        if (isElementwise && isMeasuredAtOutput(evidence)) {
            return atOutput("the activation");
        }
        for (KnownActivation known : KnownActivation.ALL) {
            if (Evidence.near(Arrays.stream(inner.z()).map(known.function()).toArray(), situation.output())) {
                String place = atWrongPlace(evidence, inner, known);
                if (place != null) {
                    return place;
                }
            }
        }
        for (KnownActivation known : KnownActivation.ALL) {
            if (fits(evidence, inner, known.slope())) {
                return "derivative of another activation: that of " + known.name() + " fits.";
            }
        }
        return null;
    }

    private static @Nullable String atWrongPlace(Evidence evidence, Preactivation inner, KnownActivation known) {
        if (fits(
                evidence,
                inner,
                z -> known.slope().applyAsDouble(known.function().applyAsDouble(z)))) {
            return atOutput(known.name());
        }
        DoubleUnaryOperator formula = known.slopeOfOutput();
        return formula != null && fits(evidence, inner, formula)
                ? "derivative taken at x instead of y: the formula that tells the slope of " + known.name()
                        + " from its output was given the input."
                : null;
    }

    private static String atOutput(String name) {
        return "derivative taken at y instead of x: this is the slope of " + name + " where its output lies.";
    }

    private static boolean isMeasuredAtOutput(Evidence evidence) {
        Trial trial = evidence.trial();
        double[] slopes = trial.slopesAt(trial.situation().output());
        if (slopes == null) {
            return false;
        }
        double[] measured = IntStream.of(evidence.part().indices())
                .mapToDouble(i -> slopes[i])
                .toArray();
        return evidence.isToldBy(measured);
    }

    private static boolean fits(Evidence evidence, Preactivation inner, DoubleUnaryOperator slope) {
        double[] slopes = Arrays.stream(inner.z()).map(slope).toArray();
        return evidence.isToldBy(inner.gradient().apply(slopes));
    }

    /**
     * With one example, the gradient of a matrix is an outer product: a slope that is missing or wrong behind it gives
     * each column a factor of its own.
     */
    private static @Nullable String ofHidden(Evidence evidence) {
        Situation one = evidence.batch() == 1
                ? evidence.trial().situation()
                : evidence.trial().oneExample();
        Part part = one == null ? null : one.part(evidence.part().name());
        if (one == null
                || part == null
                || part.isInput()
                || part.shape().rank() != 2
                || part.shape().axis(0) < 2
                || part.shape().axis(1) < 2) {
            return null;
        }
        double[] ratios = Columns.ratios(part);
        if (ratios == null || Evidence.near(part.analyticMeasured(), part.numeric())) {
            return null;
        }
        double[] z = one.parts().indexOf(part) == 1 ? Columns.sums(one, part) : null;
        String named = z == null ? null : Columns.explain(z, ratios);
        return named != null
                ? named
                : "missing f'(z), or a wrong one: with one example, every column is off by a factor of its own.";
    }
}
