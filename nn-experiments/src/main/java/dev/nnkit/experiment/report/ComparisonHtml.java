package dev.nnkit.experiment.report;

import dev.nnkit.core.io.IoFailure;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.ComparisonText;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.CrossedFactors;
import dev.nnkit.experiment.ReportTable;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.statistics.Outcomes;
import dev.nnkit.experiment.statistics.PairedComparison.Finding;
import dev.nnkit.experiment.statistics.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A {@link Comparison} as one HTML page without scripts and without anything to load: what may be said first, then figures,
 * warnings, pictures, what went wrong in which layer, and everything that is needed to repeat it. Follows the reader's choice
 * of light or dark, and can be printed.
 *
 * <p>The same trials give the same text, but for the section with the id {@code times}, a single line. Thread-safe: a pure
 * function.
 */
public final class ComparisonHtml {
    private static final String BAND =
            " Lines are means over the seeds, bands reach from the lowest seed to the highest.";

    private final Comparison comparison;
    private final Conclusions conclusions;
    private final ComparisonText text;
    private final Curves curves;
    private final Layers layers;
    private final Tables tables;
    private final Page page = new Page();

    private ComparisonHtml(Comparison comparison, Conclusions conclusions) {
        this.comparison = comparison;
        this.conclusions = conclusions;
        this.text = new ComparisonText(comparison, conclusions);
        this.curves = new Curves(comparison);
        this.layers = new Layers(comparison);
        this.tables = new Tables(comparison, conclusions);
    }

    /** By {@link Criteria#standard}, without a command. */
    public static String of(Comparison comparison) {
        return of(comparison, Conclusions.of(comparison, Criteria.standard()), "");
    }

    /**
     * @param conclusions of the same comparison
     * @param command that repeats the comparison, to be shown; empty for none
     */
    public static String of(Comparison comparison, Conclusions conclusions, String command) {
        return new ComparisonHtml(comparison, conclusions).write(command);
    }

    private String write(String command) {
        verdicts();
        results();
        warnings();
        scores();
        learning();
        rates();
        units();
        gradients();
        activations();
        findings();
        if (comparison.variants().size() > 2) {
            allPairs();
        }
        text.factors().ifPresent(this::factors);
        origin(command);
        String title = joined(comparison.variants().stream()
                .map(variant -> variant.variant().label())
                .toList());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                """ + "<title>Comparison: " + Page.escaped(title) + "</title>\n<style>\n" + style()
                + "</style>\n</head>\n<body>\n<main>\n" + page.html() + "</main>\n</body>\n</html>\n";
    }

    /** With semicolons where a label has a comma. */
    private static String joined(List<String> labels) {
        return String.join(labels.stream().anyMatch(label -> label.contains(",")) ? "; " : ", ", labels);
    }

    private static String style() {
        try (InputStream css =
                Objects.requireNonNull(ComparisonHtml.class.getResourceAsStream("comparison.css"), "comparison.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw IoFailure.reading("comparison.css", e);
        }
    }

    private void verdicts() {
        List<String> others = comparison.variants().stream()
                .map(variant -> variant.variant().label())
                .filter(label -> !label.equals(comparison.baseline()))
                .toList();
        String against = others.isEmpty() ? "" : joined(others) + " against ";
        page.element("p", "kind", "Comparison").element("h1", against + comparison.baseline());
        page.element("p", "kind", text.headline());
        if (conclusions.verdicts().isEmpty()) {
            page.paragraph("There is one variant, and so nothing to compare it with.");
        }
        for (Verdict verdict : conclusions.verdicts()) {
            page.judged(style(verdict.finding()), word(verdict.finding()), verdict.text());
        }
    }

    private static String style(Finding finding) {
        return switch (finding) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_SHOWN, TOO_FEW_SEEDS -> "open";
        };
    }

    private static String word(Finding finding) {
        return switch (finding) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOT_SHOWN -> "not shown";
            case TOO_FEW_SEEDS -> "too few seeds";
        };
    }

    private void results() {
        page.section("results", "Results").figures(text.results());
        page.element(
                "p",
                "note",
                "Scores on the test rows, over the seeds that ended with one. Mean ± half of its 95 % interval; sd: the"
                        + " standard deviation over seeds; advantage: over " + comparison.baseline()
                        + ", seed by seed, positive where better; p: corrected for the number of variants (Holm).");
        page.figures(tables.intervals());
        page.element(
                "p",
                "note",
                "By t and by bootstrap: where the mean over all seeds may lie, on these test rows. By test rows: half of the"
                        + " 95 % interval of these networks over other rows of the same source.");
        if (!conclusions.verdicts().isEmpty()) {
            page.figures(tables.tests());
            page.element(
                    "p",
                    "note",
                    "Effect size: Hedges' g of the paired differences. Seeds for a claim: with fewer, no claim is"
                            + " allowed, whatever p says.");
        }
        page.endSection();
    }

    private void warnings() {
        List<String> failures = conclusions.outcomes().stream()
                .map(Outcomes::failureText)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> sentence + ".")
                .toList();
        boolean tooFew =
                conclusions.verdicts().stream().anyMatch(verdict -> verdict.finding() == Finding.TOO_FEW_SEEDS);
        if (!tooFew && failures.isEmpty() && comparison.warnings().isEmpty()) {
            return;
        }
        page.section("warnings", "Warnings");
        if (tooFew) {
            page.list(List.of("The seeds are too few for a claim at the level "
                    + conclusions.againstBaseline().criteria().level() + ": read the figures as a first look."));
        }
        page.list(failures).list(comparison.warnings()).endSection();
    }

    private void scores() {
        page.section("scores", "Every seed");
        page.picture(
                curves.testScores().toSvg(),
                "Look for thin lines that lean the same way: they join the trials of one seed, and a variant that is"
                        + " better throughout moves them all to one side. Box: the quartiles and the median; a cross: no"
                        + " score.");
        page.endSection();
    }

    private void learning() {
        page.section("curves", "Learning curves");
        page.picture(
                curves.trainLoss().toSvg(),
                "Look for curves that fall faster, and for those that are still falling at the end: they would gain"
                        + " from more epochs." + BAND);
        page.picture(
                curves.validationScore().toSvg(),
                "Look for bands that do not overlap, and for scores that get worse again while the loss above still"
                        + " falls: over-fitting." + BAND);
        page.endSection();
    }

    private void rates() {
        page.section("rates", "Learning rates");
        boolean tuned = comparison.variants().stream()
                .anyMatch(variant -> variant.grid().size() > 1);
        if (tuned) {
            page.picture(
                    curves.rates().toSvg(),
                    "Look for rings at an end of a curve: the best rate may lie beyond; and for sharp peaks: such a"
                            + " variant needs its rate tuned with care. The ring is the chosen rate." + BAND);
            page.figures(text.grid());
            page.element("p", "note", "Mean score on validation rows; the chosen rate has a star.");
        } else {
            page.paragraph("Each variant was trained with one learning rate, so that there is no curve of it.");
        }
        page.endSection();
    }

    private void units() {
        page.section("units", "Dead and saturated units");
        var maps = layers.maps();
        maps.values()
                .forEach(map -> page.picture(
                        map.toSvg(),
                        "Look for dark rows, layers that hardly learn, and for rows that darken with the"
                                + " epochs. Means over the seeds; dead: slope 0 for every example looked at,"
                                + " saturated: nearly flat for nearly all of them."));
        String clean = joined(comparison.variants().stream()
                .map(variant -> variant.variant().label())
                .filter(label -> !maps.containsKey(label))
                .toList());
        if (!clean.isEmpty()) {
            page.paragraph("No unit was dead or saturated after any epoch: " + clean + ".");
        }
        page.endSection();
    }

    private void gradients() {
        page.section("gradients", "Gradients by layer");
        LineChart last = curves.gradients("Gradients after the last epoch", Integer.MAX_VALUE);
        if (last.series().stream().allMatch(series -> series.points().size() < 2)) {
            page.paragraph("There are not two layers with weights to compare.").endSection();
            return;
        }
        String lookFor =
                "Look for curves that climb to the right: gradients vanish on their way back to the input; or fall:"
                        + " they explode. Lines are geometric means over the seeds, bands reach from the lowest seed to"
                        + " the highest.";
        page.picture(curves.gradients("Gradients after the first epoch", 1).toSvg(), lookFor);
        page.picture(last.toSvg(), lookFor);
        page.endSection();
    }

    private void activations() {
        ActivationCurves functions = ActivationCurves.of(comparison);
        page.section("activations", "Activation functions");
        if (functions.functions().isEmpty()) {
            page.paragraph("The networks have none.").endSection();
            return;
        }
        page.picture(
                functions.values().toSvg(),
                "Look for flat parts, where a unit says the same whatever goes in, and for which values are negative.");
        page.picture(
                functions.derivatives().toSvg(),
                "Look for 0, where nothing flows back, for values above 1, which let gradients grow, and for gaps: the"
                        + " kinks.");
        page.endSection();
    }

    private void findings() {
        ReportTable seen = layers.findings();
        ReportTable failed = layers.failures();
        page.section("findings", "What went wrong");
        if (seen.rows().isEmpty() && failed.rows().isEmpty()) {
            page.paragraph("Nothing that the doctor knows of, in any final trial.");
        }
        if (!failed.rows().isEmpty()) {
            page.words(failed);
        }
        if (!seen.rows().isEmpty()) {
            page.words(seen);
        }
        page.endSection();
    }

    private void allPairs() {
        page.section("pairs", "All pairs (descriptive)").figures(tables.allPairs());
        page.element(
                "p",
                "note",
                "The mean advantage of the row over the column; seeds won : tied : lost; p of the exact permutation"
                        + " test, not corrected. Among many pairs some are far apart by chance alone: this suggests what"
                        + " to test next, and decides nothing.");
        page.endSection();
    }

    private void factors(CrossedFactors factors) {
        page.section("factors", factors.names() + " (descriptive)");
        factors.means().ifPresent(page::figures);
        page.figures(factors.mainEffects()).figures(factors.interactions());
        page.element("p", "note", CrossedFactors.NOTE).endSection();
    }

    private void origin(String command) {
        Origin origin = new Origin(comparison);
        page.section("origin", "How to repeat it");
        if (!command.isEmpty()) {
            page.element("pre", command);
        }
        page.words(origin.settings()).words(origin.machines());
        origin.trialsAsJson().forEach((label, json) -> page.details("A trial of " + label + " as JSON", json));
        page.endSection();
        page.section("times", "Times").paragraph(origin.times()).endSection();
    }
}
