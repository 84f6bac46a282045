package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Everything is right but its sign. */
final class WrongSign implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] turned =
                Arrays.stream(evidence.analyticMeasured()).map(a -> -a).toArray();
        return Evidence.near(turned, evidence.numeric()) ? "wrong sign: every value is minus the right one." : null;
    }
}
