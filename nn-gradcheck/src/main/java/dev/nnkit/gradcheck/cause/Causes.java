package dev.nnkit.gradcheck.cause;

import java.util.ArrayList;
import java.util.List;

/** All causes, those that say most first. */
public final class Causes {
    private static final List<Cause> ALL = List.of(
            new Overwritten(),
            new Detached(),
            new NotSummedOverBatch(),
            new Transposed(),
            new WrongSign(),
            new Factor());

    private Causes() {}

    /** What may explain {@code evidence}, most likely first; empty if nothing known does. */
    public static List<String> of(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (Cause cause : ALL) {
            String sentence = cause.explain(evidence);
            if (sentence != null) {
                found.add(sentence);
            }
        }
        return found;
    }
}
