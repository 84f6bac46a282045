package dev.nnkit.experiment.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The confirmatory part: every variant against the baseline, in one family. Where nothing is the matter, the
 * probability that any of them is called better or worse is at most the level.
 *
 * @param comparisons in the order of the variants
 */
public record AgainstBaseline(Outcomes baseline, Criteria criteria, List<PairedComparison> comparisons) {
    public AgainstBaseline {
        comparisons = List.copyOf(comparisons);
    }

    /** The comparisons with their p corrected; throws as {@link Pairs} does where variants do not fit the baseline. */
    public static AgainstBaseline of(Outcomes baseline, List<Outcomes> variants, Criteria criteria) {
        List<PairedComparison> uncorrected = variants.stream()
                .map(variant -> PairedComparison.uncorrected(new Pairs(variant, baseline), variants.size(), criteria))
                .toList();
        double[] corrected = Holm.correct(
                uncorrected.stream().mapToDouble(PairedComparison::p).toArray());
        List<PairedComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            comparisons.add(uncorrected.get(i).corrected(corrected[i]));
        }
        return new AgainstBaseline(baseline, criteria, comparisons);
    }
}
