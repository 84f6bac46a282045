package dev.nnkit.experiment.report;

import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.TrialOutcomes;
import dev.nnkit.experiment.statistics.AllPairs;
import dev.nnkit.experiment.statistics.PairedComparison;
import dev.nnkit.experiment.statistics.Summary;
import dev.nnkit.experiment.statistics.TestSetError;
import java.util.ArrayList;
import java.util.List;

/** Figures of a comparison beyond its first table. */
record Tables(Comparison comparison, Conclusions conclusions) {
    /** How far the scores of each variant reach. */
    ReportTable intervals() {
        List<List<String>> rows = new ArrayList<>();
        for (Summary summary : conclusions.summaries()) {
            TestSetError testSet = TrialOutcomes.testSetError(
                    comparison.variants().get(rows.size()).finals());
            rows.add(List.of(
                    summary.variant(),
                    Figures.show(summary.min()),
                    Figures.show(summary.max()),
                    Figures.show(summary.byT()),
                    Figures.show(summary.byBootstrap()),
                    Figures.plusMinus(testSet.halfWidth())));
        }
        return new ReportTable(
                List.of("variant", "lowest", "highest", "mean, 95 % by t", "by bootstrap", "by test rows"), rows);
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
}
