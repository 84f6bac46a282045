package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** With the first example alone everything is right. */
final class OnlyLargerBatches implements Cause {
    private static final double CLEAR = 1e-3;

    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] error = Evidence.difference(
                evidence.part().analyticMeasured(), evidence.part().numeric());
        if (Evidence.largest(error) < CLEAR * Evidence.largest(evidence.part().numeric())) {
            return null; // with one example so small an error may pass by chance
        }
        Situation one = evidence.trial().oneExample();
        Part part = one == null ? null : one.part(evidence.part().name());
        if (part == null || !Evidence.near(part.analyticMeasured(), part.numeric())) {
            return null;
        }
        return "wrong only for batches larger than 1: for the first example alone, the gradient is right.";
    }
}
