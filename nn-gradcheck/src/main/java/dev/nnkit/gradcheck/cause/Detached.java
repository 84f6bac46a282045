package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** The gradient is zero throughout, the slope is not. */
final class Detached implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        if (Evidence.largest(evidence.analyticMeasured()) != 0 || !(Evidence.largest(evidence.numeric()) > 0)) {
            return null;
        }
        return "detached: the gradient is zero everywhere, so the pullback never writes it or leaves a branch out.";
    }
}
