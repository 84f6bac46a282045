package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** With the first example alone everything is right. */
final class OnlyLargerBatches implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Situation one = evidence.trial().oneExample();
        Part part = one == null ? null : one.part(evidence.part().name());
        if (part == null || !Evidence.near(part.analyticMeasured(), part.numeric())) {
            return null;
        }
        return "wrong only for batches larger than 1: for the first example alone, the gradient is right.";
    }
}
