package dev.nnkit.experiment.report;

import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.statistics.AllPairs;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.PairedComparison;
import dev.nnkit.experiment.statistics.Summary;
import dev.nnkit.experiment.statistics.TwoFactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Figures of a comparison beyond its first table. */
record Tables(Comparison comparison, Conclusions conclusions) {
    /** How far the scores of each variant reach. */
    ReportTable intervals() {
        List<List<String>> rows = new ArrayList<>();
        for (Summary summary : conclusions.summaries()) {
            rows.add(List.of(
                    summary.variant(),
                    Figures.show(summary.min()),
                    Figures.show(summary.max()),
                    Figures.show(summary.byT()),
                    Figures.show(summary.byBootstrap())));
        }
        return new ReportTable(
                List.of("variant", "lowest", "highest", "mean, 95 % by t", "mean, 95 % by bootstrap"), rows);
    }

    /** The tests behind the verdicts. */
    ReportTable tests() {
        List<List<String>> rows = new ArrayList<>();
        for (PairedComparison paired : conclusions.againstBaseline().comparisons()) {
            rows.add(List.of(
                    paired.pairs().variant().variant(),
                    paired.pairs().wins() + " : " + paired.pairs().ties() + " : "
                            + paired.pairs().losses(),
                    Figures.signed(paired.effectSize()),
                    paired.test() == PairedComparison.Test.PAIRED_T ? "paired t" : "exact signed rank",
                    Figures.show(paired.p()),
                    Figures.show(paired.correctedP()),
                    Integer.toString(paired.seedsToReachLevel())));
        }
        return new ReportTable(
                List.of(
                        "against " + comparison.baseline(),
                        "won : tied : lost",
                        "effect size",
                        "test",
                        "p",
                        "p corrected",
                        "seeds for a claim"),
                rows);
    }

    /** The row's variant against the column's. */
    ReportTable allPairs() {
        AllPairs pairs = AllPairs.of(conclusions.outcomes());
        List<String> header = new ArrayList<>(List.of("row over column"));
        header.addAll(pairs.variants());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < pairs.variants().size(); i++) {
            List<String> row = new ArrayList<>(List.of(pairs.variants().get(i)));
            for (int j = 0; j < pairs.variants().size(); j++) {
                row.add(i == j ? "" : cell(pairs.cells().get(i).get(j)));
            }
            rows.add(row);
        }
        return new ReportTable(header, rows);
    }

    private static String cell(AllPairs.Cell cell) {
        return Figures.signed(cell.meanAdvantage()) + "\n" + cell.wins() + " : " + cell.ties() + " : " + cell.losses()
                + "\np " + Figures.show(cell.p());
    }

    /** Where two factors were crossed. */
    Optional<TwoFactor> twoFactor() {
        Map<String, String> first = comparison.variants().get(0).variant().levels();
        if (first.size() != 2) {
            return Optional.empty();
        }
        List<String> names = List.copyOf(first.keySet());
        TwoFactor.Factor rows = factor(names.get(0));
        TwoFactor.Factor columns = factor(names.get(1));
        int width = columns.levels().size();
        if (width < 2 || rows.levels().size() < 2) {
            return Optional.empty();
        }
        List<List<Outcomes>> cells = new ArrayList<>();
        for (int row = 0; row < rows.levels().size(); row++) {
            cells.add(conclusions.outcomes().subList(row * width, (row + 1) * width));
        }
        return Optional.of(new TwoFactor(rows, columns, cells));
    }

    /** The last factor changes first. */
    private TwoFactor.Factor factor(String name) {
        List<String> levels = comparison.variants().stream()
                .map(variant -> variant.variant().levels().getOrDefault(name, ""))
                .distinct()
                .toList();
        return new TwoFactor.Factor(name, levels);
    }

    /** The mean of every cell. */
    static ReportTable means(TwoFactor factors) {
        List<String> header = new ArrayList<>(List.of("mean"));
        header.addAll(factors.columns().levels());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < factors.rows().levels().size(); i++) {
            List<String> row = new ArrayList<>(List.of(factors.rows().levels().get(i)));
            factors.summaries()
                    .get(i)
                    .forEach(summary -> row.add(Figures.show(summary.mean())
                            + (summary.failures() == 0 ? "" : "\n" + summary.failures() + " failed")));
            rows.add(row);
        }
        return new ReportTable(header, rows);
    }

    /** Main effects and interactions. */
    static ReportTable effects(TwoFactor factors) {
        List<List<String>> rows = new ArrayList<>();
        Stream.of(factors.rowEffects(), factors.columnEffects(), factors.interactions())
                .flatMap(List::stream)
                .forEach(contrast -> rows.add(List.of(
                        contrast.what(),
                        Figures.signed(contrast.mean()),
                        Figures.show(contrast.interval()),
                        contrast.seeds() + (contrast.missing() == 0 ? "" : " (" + contrast.missing() + " left out)"))));
        return new ReportTable(List.of("advantage of", "mean", "95 %", "seeds"), rows);
    }
}
