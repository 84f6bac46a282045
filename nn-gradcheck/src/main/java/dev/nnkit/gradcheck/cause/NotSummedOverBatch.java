package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** The gradient of a parameter is that of one example. */
final class NotSummedOverBatch implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        if (evidence.isInput() || evidence.batch() < 2) {
            return null;
        }
        double[] analytic = evidence.analyticMeasured();
        boolean first = Evidence.near(analytic, evidence.numericFirst());
        if (!first && !Evidence.near(analytic, evidence.numericLast())) {
            return null;
        }
        return "not summed over the batch: this is the gradient of the " + (first ? "first" : "last")
                + " example alone, of " + evidence.batch() + ".";
    }
}
