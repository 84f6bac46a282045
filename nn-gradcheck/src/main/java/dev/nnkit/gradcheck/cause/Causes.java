package dev.nnkit.gradcheck.cause;

import java.util.ArrayList;
import java.util.List;

/** All causes, those that say most first. */
public final class Causes {
    private static final List<Cause> ALL = List.of(
            new KinkOnly(),
            new Overwritten(),
            new StaleCache(),
            new Detached(),
            new NotSummedOverBatch(),
            new Transposed(),
            new Swapped(),
            new OffByOne(),
            new WrongSign(),
            new DroppedScale(),
            new LostIdentity(),
            UpstreamIgnored.ALTOGETHER,
            new Factor(),
            new Regularization(),
            UpstreamIgnored.IN_PART,
            new WrongSlope(),
            new OneStripe(),
            new OnlyLargerBatches());

    private Causes() {}

    /**
     * What may explain {@code evidence}, most likely first; empty if nothing known does. Behind a stale cache nothing is
     * tried: what a layer keeps of this call would come back in the next.
     */
    public static List<String> of(Evidence evidence) {
        List<String> found = new ArrayList<>();
        for (Cause cause : ALL) {
            String sentence = cause.explain(evidence);
            if (sentence != null) {
                found.add(sentence);
                if (cause instanceof StaleCache) {
                    break;
                }
            }
        }
        return found;
    }
}
