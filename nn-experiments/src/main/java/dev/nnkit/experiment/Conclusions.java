package dev.nnkit.experiment;

import dev.nnkit.experiment.statistics.AgainstBaseline;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.PairedComparison;
import dev.nnkit.experiment.statistics.Summary;
import dev.nnkit.experiment.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison says, by the statistics of {@code dev.nnkit.experiment.statistics}: accuracies are in points, shares
 * times 100.
 *
 * @param outcomes of every variant on the test rows, in their order
 * @param summaries of every variant, in their order
 * @param againstBaseline of every variant but the baseline, in their order
 * @param verdicts of every variant but the baseline, in their order
 */
public record Conclusions(
        List<Outcomes> outcomes, List<Summary> summaries, AgainstBaseline againstBaseline, List<Verdict> verdicts) {
    public Conclusions {
        outcomes = List.copyOf(outcomes);
        summaries = List.copyOf(summaries);
        verdicts = List.copyOf(verdicts);
    }

    /** @param criteria which should have been settled before the trials were run */
    public static Conclusions of(Comparison comparison, Criteria criteria) {
        List<Outcomes> outcomes = new ArrayList<>();
        for (VariantResult variant : comparison.variants()) {
            outcomes.add(outcomes(comparison, variant));
        }
        List<VariantResult> others = comparison.variants().stream()
                .filter(variant -> !isBaseline(comparison, variant))
                .toList();
        VariantResult baseline = comparison.variant(comparison.baseline());
        AgainstBaseline family = AgainstBaseline.of(
                outcomes(comparison, baseline),
                others.stream().map(variant -> outcomes(comparison, variant)).toList(),
                criteria);
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            PairedComparison paired = family.comparisons().get(i);
            verdicts.add(
                    Verdict.of(paired, TrialOutcomes.testSetError(others.get(i).finals(), baseline.finals())));
        }
        return new Conclusions(outcomes, outcomes.stream().map(Summary::of).toList(), family, verdicts);
    }

    private static Outcomes outcomes(Comparison comparison, VariantResult variant) {
        return TrialOutcomes.of(variant.variant().label(), comparison.score(), variant.finals());
    }

    private static boolean isBaseline(Comparison comparison, VariantResult variant) {
        return variant.variant().label().equals(comparison.baseline());
    }
}
