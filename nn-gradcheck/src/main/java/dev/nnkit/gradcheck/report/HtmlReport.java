package dev.nnkit.gradcheck.report;

import dev.nnkit.gradcheck.Coordinate;
import dev.nnkit.gradcheck.GradientReport;
import dev.nnkit.gradcheck.TensorReport;
import dev.nnkit.gradcheck.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A {@link GradientReport} as one HTML page without scripts and without anything to load: what was checked, one row a
 * tensor, and for each tensor its worst elements, a heat map of the error by element, and the Taylor sequences.
 * Follows the reader's choice of light or dark. Stateless.
 */
public final class HtmlReport {
    private static final int SHOWN = 5;

    private HtmlReport() {}

    /** The page; the same report gives the same text. */
    public static String of(GradientReport report) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        + "<title>Gradient check: ")
                .append(escaped(report.subject()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        head(report, page);
        overview(report, page);
        report.tensors().forEach(tensor -> details(tensor, page));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    /** Writes {@link #of} as UTF-8; throws UncheckedIOException if that fails. */
    public static void write(GradientReport report, Path file) {
        JsonReport.write(of(report), file);
    }

    private static String style() {
        try (InputStream css =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css cannot be read from the jar.", e);
        }
    }

    private static void head(GradientReport report, StringBuilder page) {
        long bad = report.tensors().stream().filter(t -> !t.isAcceptable()).count();
        int all = report.tensors().size();
        page.append("<p class=\"kind\">Gradient check</p>\n<h1><code>")
                .append(escaped(report.subject()))
                .append("</code></h1>\n<p class=\"summary\">")
                .append(badge(report.verdict()))
                .append(' ')
                .append(
                        bad == 0
                                ? "The gradients of all " + all + " tensors are right."
                                : "The gradients of " + bad + " of " + all + " tensors cannot be confirmed.")
                .append(" Seed ")
                .append(report.seed())
                .append(".</p>\n");
        if (!report.place().isEmpty()) {
            page.append("<p>").append(escaped(report.place())).append("</p>\n");
        }
        if (!report.test().isEmpty()) {
            page.append("<h2>A test that fails in the same way</h2>\n<pre>")
                    .append(escaped(report.test()))
                    .append("</pre>\n");
        }
    }

    private static void overview(GradientReport report, StringBuilder page) {
        page.append("""
                <h2>Tensors</h2>
                <div class="wide"><table class="overview">
                <thead><tr><th>Tensor</th><th>Verdict</th><th>Shape</th><th class="number">Checked</th>\
                <th class="number">Largest error</th><th>Likely cause</th></tr></thead>
                <tbody>
                """);
        for (int i = 0; i < report.tensors().size(); i++) {
            TensorReport tensor = report.tensors().get(i);
            page.append("<tr><td><a href=\"#")
                    .append(anchor(tensor))
                    .append("\"><code>")
                    .append(escaped(tensor.name()))
                    .append("</code></a></td><td>")
                    .append(badge(tensor.verdict()))
                    .append("</td><td>")
                    .append(escaped(tensor.shape().toString()))
                    .append("</td><td class=\"number\">")
                    .append(tensor.coordinates().size())
                    .append("</td><td class=\"number\">")
                    .append(String.format(Locale.ROOT, "%.3g", tensor.largestError()))
                    .append("</td><td>")
                    .append(escaped(tensor.causes().stream().findFirst().orElse("")))
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table></div>\n");
    }

    private static void details(TensorReport tensor, StringBuilder page) {
        page.append("<section id=\"")
                .append(anchor(tensor))
                .append("\">\n<h2><code>")
                .append(escaped(tensor.name()))
                .append("</code> ")
                .append(badge(tensor.verdict()))
                .append("</h2>\n");
        if (!tensor.causes().isEmpty()) {
            page.append("<ul>\n");
            tensor.causes().forEach(c -> page.append("<li>").append(escaped(c)).append("</li>\n"));
            page.append("</ul>\n");
        }
        if (!tensor.isAcceptable() && !tensor.coordinates().isEmpty()) {
            worst(tensor, page);
        }
        page.append("<div class=\"figures\">\n");
        HeatMap.draw(tensor, page);
        TaylorPlot.draw(tensor, page);
        page.append("</div>\n</section>\n");
    }

    private static void worst(TensorReport tensor, StringBuilder page) {
        page.append("<div class=\"wide\"><table>\n"
                        + "<thead><tr><th>Element</th><th>Verdict</th><th class=\"number\">Value</th>")
                .append("<th class=\"number\">Analytic</th><th class=\"number\">Numeric</th>")
                .append("<th class=\"number\">Ratio</th></tr></thead>\n<tbody>\n");
        for (Coordinate c : tensor.worst(SHOWN)) {
            page.append("<tr><td>")
                    .append(escaped(c.position()))
                    .append("</td><td>")
                    .append(badge(c.verdict()));
            for (double number : new double[] {c.value(), c.analytic(), c.numeric(), c.ratio()}) {
                page.append("</td><td class=\"number\">").append(rounded(number));
            }
            page.append("</td></tr>\n");
        }
        page.append("</tbody>\n</table></div>\n");
    }

    private static String badge(Verdict verdict) {
        return "<span class=\"verdict " + verdict.name().toLowerCase(Locale.ROOT) + "\">" + verdict + "</span>";
    }

    private static String anchor(TensorReport tensor) {
        return escaped(tensor.name()).replace(' ', '-');
    }

    static String rounded(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.6g", number) : Double.toString(number);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
