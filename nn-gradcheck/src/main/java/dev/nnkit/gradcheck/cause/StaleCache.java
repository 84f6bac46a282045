package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** Something of one call is still there in another. */
final class StaleCache implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] before = evidence.before();
        if (before != null) { // there, everything was right
            boolean isSame = Evidence.near(before, evidence.analytic());
            return "stale cache: at another input the gradient is "
                    + (isSame ? "still that of the first input." : "wrong, though it was right at the first input.")
                    + " What belongs to a call is captured by its pullback, never kept in the layer.";
        }
        double[] twice = evidence.twice();
        if (twice == null) {
            return null;
        }
        double[] second = Evidence.difference(twice, evidence.analytic());
        if (Evidence.largest(second) == 0 || Evidence.near(second, evidence.analytic())) {
            return null;
        }
        return "stale cache: the gradient of a call changes when the layer is called again before the pullback."
                + " What belongs to a call is captured by its pullback, never kept in a field.";
    }
}
