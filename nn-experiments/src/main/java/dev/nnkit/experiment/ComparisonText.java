package dev.nnkit.experiment;

import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.diagnosis.Symptom;
import dev.nnkit.experiment.statistics.PairedComparison;
import dev.nnkit.experiment.statistics.Summary;
import dev.nnkit.experiment.statistics.Wording;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison in words and tables, for a terminal or a document. No time and no machine in it: the same trials give the same
 * text.
 */
public record ComparisonText(Comparison comparison, Conclusions conclusions) {
    private boolean isShare() {
        return comparison.score() == Score.ACCURACY;
    }

    /** What was compared, on what, and how. */
    public String headline() {
        return comparison.variants().size() + " variants x "
                + comparison.seeds().size() + " seeds on "
                + comparison.data().name() + ", by " + comparison.score() + " on the test rows"
                + (isShare() ? ", in percent" : "") + "; the baseline is " + comparison.baseline() + ".";
    }

    /** One line for each variant. */
    public ReportTable results() {
        List<List<String>> rows = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < comparison.variants().size(); i++) {
            VariantResult variant = comparison.variants().get(i);
            Summary summary = conclusions.summaries().get(i);
            boolean isBaseline = variant.variant().label().equals(comparison.baseline());
            PairedComparison paired = isBaseline
                    ? null
                    : conclusions.againstBaseline().comparisons().get(compared++);
            rows.add(List.of(
                    variant.variant().label(),
                    rate(variant.learningRate()),
                    Wording.plusMinus(summary.mean(), summary.byT().halfWidth()),
                    figure(summary.standardDeviation()),
                    figure(summary.median()),
                    summary.failures() == 0 ? "" : summary.failures() + " of " + summary.seeds(),
                    paired == null
                            ? ""
                            : Wording.plusMinus(
                                    paired.meanAdvantage(), paired.interval().halfWidth()),
                    paired == null ? "" : p(paired)));
        }
        return new ReportTable(
                List.of("variant", "rate", "mean", "sd", "median", "failed", "advantage", "p corrected"), rows);
    }

    private static String p(PairedComparison paired) {
        return Wording.p(paired.correctedP(), paired.criteria().level())
                .replace("p = ", "")
                .replace("p ", "");
    }

    /** The mean score on validation rows by variant and learning rate; the chosen one has a star. */
    public ReportTable grid() {
        List<String> header = new ArrayList<>(List.of("validation"));
        int width = comparison.variants().stream()
                .mapToInt(variant -> variant.grid().size())
                .max()
                .orElse(0);
        List<RateResult> first = comparison.variants().get(0).grid();
        boolean sameRates = comparison.variants().stream()
                .allMatch(variant -> rates(variant.grid()).equals(rates(first)));
        for (int i = 0; i < width; i++) {
            header.add(sameRates ? rate(first.get(i).learningRate()) : "rate " + (i + 1));
        }
        List<List<String>> rows = new ArrayList<>();
        for (VariantResult variant : comparison.variants()) {
            List<String> row = new ArrayList<>(List.of(variant.variant().label()));
            variant.grid().forEach(rate -> row.add(cell(rate, variant, sameRates)));
            rows.add(row);
        }
        return new ReportTable(header, rows);
    }

    private static List<Double> rates(List<RateResult> grid) {
        return grid.stream().map(RateResult::learningRate).toList();
    }

    private String cell(RateResult rate, VariantResult variant, boolean sameRates) {
        return (sameRates ? "" : rate(rate.learningRate()) + ": ")
                + figure(rate.meanValidationScore() * (isShare() ? 100 : 1))
                + (rate.failures() == 0 ? "" : " (" + rate.failures() + " failed)")
                + (rate.equals(variant.chosen()) ? " *" : "");
    }

    /** Effects of the factors, where there are two or more. */
    public Optional<CrossedFactors> factors() {
        return CrossedFactors.of(comparison, conclusions.outcomes());
    }

    /** One sentence or two for every variant but the baseline. */
    public List<String> verdicts() {
        return conclusions.verdicts().stream().map(verdict -> verdict.text()).toList();
    }

    /** What looked wrong in the layers, by variant: in how many seeds, and of the first of them where and when. */
    public List<String> findings() {
        List<String> sentences = new ArrayList<>();
        for (VariantResult variant : comparison.variants()) {
            Map<Symptom, List<String>> seen = new LinkedHashMap<>();
            for (TrialRecord trial : variant.finals()) {
                Map<Symptom, String> once = new LinkedHashMap<>();
                for (Finding finding : trial.result().findings()) {
                    once.putIfAbsent(finding.symptom(), "seed " + trial.trial().seed() + ": " + finding.seen());
                }
                once.forEach((symptom, text) -> seen.computeIfAbsent(symptom, unused -> new ArrayList<>())
                        .add(text));
            }
            seen.forEach((symptom, texts) -> sentences.add(variant.variant().label() + ": " + words(symptom) + " in "
                    + texts.size() + " of " + variant.finals().size() + " seeds; " + texts.get(0)));
        }
        return sentences;
    }

    private static String words(Symptom symptom) {
        return symptom.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Everything, as a document. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder(
                "# Comparison\n\n" + headline() + "\n\n" + results().toMarkdown());
        text.append("\nmean: with its 95 % confidence interval over seeds. advantage: over ")
                .append(comparison.baseline())
                .append(", by seed. p: corrected for the number of variants (Holm).\n");
        append(text, "What can be said", verdicts());
        append(text, "Warnings", comparison.warnings());
        factors().ifPresent(factors -> append(text, factors));
        text.append("\n## Learning rates\n\n").append(grid().toMarkdown());
        append(text, "Diagnosis", findings());
        return text.toString();
    }

    private static void append(StringBuilder text, CrossedFactors factors) {
        text.append("\n## ")
                .append(factors.names())
                .append("\n\n")
                .append(CrossedFactors.NOTE)
                .append("\n\n");
        factors.means().ifPresent(means -> text.append(means.toMarkdown()).append('\n'));
        text.append(factors.mainEffects().toMarkdown()).append('\n');
        text.append(factors.interactions().toMarkdown());
    }

    private static void append(StringBuilder text, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            sentences.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        }
    }

    private static String figure(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 10 ? "%.2f" : size >= 0.001 || size == 0 ? "%.4f" : "%.2e", value);
    }

    private static String rate(double rate) {
        return Double.toString(rate).replace(".0E", "e").replace('E', 'e');
    }
}
