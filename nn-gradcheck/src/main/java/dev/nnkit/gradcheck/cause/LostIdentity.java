package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** The way round a residual block brings nothing back. */
final class LostIdentity implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] upstream = evidence.trial().situation().upstream();
        if (!evidence.isInput() || !evidence.part().isComplete() || upstream.length != evidence.analytic().length) {
            return null;
        }
        double[] missing = Evidence.difference(evidence.numeric(), evidence.analytic());
        if (Evidence.near(missing, upstream)) {
            return "identity path lost: exactly the upstream gradient is missing, so what goes round a residual block"
                    + " does not come back.";
        }
        return Evidence.near(Evidence.times(missing, -1), upstream)
                ? "identity path twice: the upstream gradient is in it once too often."
                : null;
    }
}
