package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The gradient does not follow what is sent back to it. */
enum UpstreamIgnored implements Cause {
    /** Told before a factor: where the upstream gradient is one number, ignoring it looks like one. */
    ALTOGETHER,
    IN_PART;

    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] upstream = evidence.trial().situation().upstream();
        double[] doubled = evidence.trial().gradientFor(Evidence.times(upstream, 2));
        double[] zero = evidence.trial().gradientFor(new double[upstream.length]);
        if (doubled == null || zero == null || Evidence.largest(evidence.analytic()) == 0) {
            return null;
        }
        boolean isIgnored = Evidence.near(doubled, evidence.analytic()) && Evidence.near(zero, evidence.analytic());
        if (this == ALTOGETHER) {
            return isIgnored
                    ? "upstream gradient ignored: it was doubled, and the gradient did not change at all."
                    : null;
        }
        if (isIgnored) {
            return null;
        }
        double[] expected = Evidence.times(evidence.analytic(), 2);
        if (Evidence.near(doubled, expected) && Arrays.stream(zero).allMatch(g -> g == 0)) {
            return null;
        }
        return "not linear in the upstream gradient: twice as much of it must give twice the gradient, and none of it"
                + " 0.";
    }
}
