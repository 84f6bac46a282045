package dev.nnkit.experiment;

import dev.nnkit.experiment.statistics.Factorial;
import dev.nnkit.experiment.statistics.Factorial.Contrast;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.Summary;
import dev.nnkit.experiment.statistics.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The effects of two factors or more that were varied at once, as tables. */
public record CrossedFactors(Factorial effects) {
    /** How to read the tables. */
    public static final String NOTE =
            "Descriptive: an effect is an advantage, formed within each seed, in the mean over the other factors; an"
                    + " interaction says by how much an advantage changes with another factor. Intervals are 95 % of one"
                    + " figure each, not corrected.";

    /**
     * Of a comparison with two factors or more, each with two levels or more; their references are the levels of the
     * baseline.
     *
     * @param outcomes of every variant, in their order
     */
    public static Optional<CrossedFactors> of(Comparison comparison, List<Outcomes> outcomes) {
        Variant baseline = comparison.variant(comparison.baseline()).variant();
        List<Factorial.Factor> factors = new ArrayList<>();
        for (String name : baseline.levels().keySet()) {
            List<String> levels = comparison.variants().stream()
                    .map(variant -> variant.variant().levels().getOrDefault(name, ""))
                    .distinct()
                    .toList();
            if (levels.size() > 1) {
                factors.add(new Factorial.Factor(
                        name, levels, levels.indexOf(baseline.levels().get(name))));
            }
        }
        return factors.size() < 2
                ? Optional.empty()
                : Optional.of(new CrossedFactors(new Factorial(factors, outcomes)));
    }

    /** {@code activation x depth}. */
    public String names() {
        return String.join(
                " x ", effects.factors().stream().map(Factorial.Factor::name).toList());
    }

    /** The mean of every combination, where there are two factors: the first down, the second across. */
    public Optional<ReportTable> means() {
        if (effects.factors().size() != 2) {
            return Optional.empty();
        }
        List<String> across = effects.factors().get(1).levels();
        List<String> header = new ArrayList<>(List.of("mean"));
        header.addAll(across);
        List<List<String>> rows = new ArrayList<>();
        for (String level : effects.factors().get(0).levels()) {
            List<String> row = new ArrayList<>(List.of(level));
            int first = rows.size() * across.size();
            effects.cells().subList(first, first + across.size()).forEach(cell -> row.add(mean(Summary.of(cell))));
            rows.add(row);
        }
        return Optional.of(new ReportTable(header, rows));
    }

    private static String mean(Summary summary) {
        return Wording.plusMinus(summary.mean(), summary.byT().halfWidth())
                + (summary.failures() == 0 ? "" : " (" + summary.failures() + " failed)");
    }

    /** A line for each level of each factor but the references: its advantage, in the mean over the other factors. */
    public ReportTable mainEffects() {
        return table("effect of", effects.mainEffects());
    }

    /** A line for each two levels of two factors: by how much an advantage changes with the other factor. */
    public ReportTable interactions() {
        return table("interaction of", effects.interactions());
    }

    private static ReportTable table(String title, List<Contrast> contrasts) {
        List<List<String>> rows = new ArrayList<>();
        for (Contrast contrast : contrasts) {
            rows.add(List.of(
                    contrast.what(),
                    Wording.plusMinus(contrast.mean(), contrast.interval().halfWidth()),
                    contrast.seeds() + (contrast.missing() == 0 ? "" : " (" + contrast.missing() + " left out)")));
        }
        return new ReportTable(List.of(title, "advantage", "seeds"), rows);
    }
}
