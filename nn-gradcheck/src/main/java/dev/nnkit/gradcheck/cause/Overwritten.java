package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** A second pullback leaves the sums where the first one put them. */
final class Overwritten implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] twice = evidence.twice();
        if (twice == null || !Evidence.near(evidence.analytic(), twice)) {
            return null;
        }
        return "overwritten instead of added: a second pullback left the sum as it was."
                + " Gradients are added, with Write.ADD or +=; a layer that is used twice loses one of its two otherwise.";
    }
}
