package dev.nnkit.gradcheck.cause;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dropout scales what it keeps, in the forward pass only. */
final class DroppedScale implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] upstream = evidence.trial().situation().upstream();
        double[] numeric = evidence.numeric();
        if (!evidence.isInput() || !evidence.part().isComplete() || upstream.length != numeric.length) {
            return null;
        }
        double scale = Double.NaN;
        int zeros = 0;
        double[] kept = new double[numeric.length];
        for (int i = 0; i < numeric.length; i++) {
            if (Math.abs(numeric[i]) <= Evidence.NEAR * Math.abs(upstream[i])) {
                zeros++;
            } else {
                kept[i] = upstream[i];
                double own = numeric[i] / upstream[i];
                if (!Double.isNaN(scale) && Math.abs(own - scale) > Evidence.NEAR * scale) {
                    return null;
                }
                scale = own;
            }
        }
        if (zeros == 0 || !(scale > 1) || !Evidence.near(kept, evidence.analytic())) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "scale of dropout lost: what is kept is multiplied by %.6g on the way forward, and must be on the way"
                        + " back.",
                scale);
    }
}
