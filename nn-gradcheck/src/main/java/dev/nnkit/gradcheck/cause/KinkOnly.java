package dev.nnkit.gradcheck.cause;

import org.jspecify.annotations.Nullable;

/** Only where the slope jumps is it wrong. */
final class KinkOnly implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        for (int i = 0; i < evidence.isWrong().length; i++) {
            if (evidence.isWrong()[i] && !evidence.isKink()[i]) {
                return null;
            }
        }
        return evidence.isWrong().length == 0
                ? null
                : "wrong at a kink only: there the slope must be that of one side, or lie between the two.";
    }
}
