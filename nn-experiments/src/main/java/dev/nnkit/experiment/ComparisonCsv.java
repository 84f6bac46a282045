package dev.nnkit.experiment;

import dev.nnkit.experiment.trial.Failure;
import dev.nnkit.experiment.trial.TestScore;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison as comma-separated values, a line for each trial, for whatever else is to be calculated. */
public final class ComparisonCsv {
    private ComparisonCsv() {}

    /**
     * Columns: {@code variant}, one for each factor, {@code learning rate, chosen, seed, purpose, validation score, test score,
     * test rows, failure}. Numbers with all their digits; empty where there is none. Quoted as RFC 4180 says.
     */
    public static String of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("variant"));
        header.addAll(comparison.variants().get(0).variant().levels().keySet());
        header.addAll(List.of(
                "learning rate",
                "chosen",
                "seed",
                "purpose",
                "validation score",
                "test score",
                "test rows",
                "failure"));
        lines.add(line(header));
        for (VariantResult variant : comparison.variants()) {
            if (variant.grid().size() > 1) {
                variant.grid().forEach(rate -> rate.trials().forEach(trial -> lines.add(line(cells(variant, trial)))));
            }
            variant.finals().forEach(trial -> lines.add(line(cells(variant, trial))));
        }
        return String.join("", lines);
    }

    private static List<String> cells(VariantResult variant, TrialRecord record) {
        TrialResult result = record.result();
        TestScore test = result.test();
        Failure failure = result.failure();
        double rate = record.trial().settings().learningRate();
        List<String> cells = new ArrayList<>(List.of(variant.variant().label()));
        cells.addAll(variant.variant().levels().values());
        cells.addAll(List.of(
                Double.toString(rate),
                Boolean.toString(rate == variant.learningRate()),
                Long.toString(record.trial().seed()),
                record.trial().purpose().name(),
                number(result.validationScore()),
                number(result.testScore()),
                test == null ? "" : Integer.toString(test.rows()),
                failure == null ? "" : failure.reason()));
        return cells;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ComparisonCsv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
