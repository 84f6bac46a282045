package dev.nnkit.experiment.report;

import dev.nnkit.experiment.ReportTable;
import java.util.List;

/** Writes the elements of a page. Every text is escaped; pictures are SVG already. Not thread-safe. */
final class Page {
    private final StringBuilder html = new StringBuilder();

    static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                default -> result.appendCodePoint(c == '\n' || (c >= 0x20 && c != 0x7F) ? c : 0xFFFD);
            }
        });
        return result.toString();
    }

    /** What stands from here to {@link #endSection} can be linked to by its id. */
    Page section(String id, String title) {
        html.append("<section id=\"").append(id).append("\">\n");
        return element("h2", title);
    }

    Page endSection() {
        html.append("</section>\n");
        return this;
    }

    Page element(String tag, String text) {
        html.append('<').append(tag).append('>').append(escaped(text));
        html.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element with a class. */
    Page element(String tag, String style, String text) {
        html.append('<').append(tag).append(" class=\"").append(style).append("\">");
        html.append(escaped(text)).append("</").append(tag).append(">\n");
        return this;
    }

    Page paragraph(String text) {
        return element("p", text);
    }

    /** Nothing for no sentences. */
    Page list(List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.append("<ul>\n");
            sentences.forEach(sentence -> element("li", sentence));
            html.append("</ul>\n");
        }
        return this;
    }

    /** A sentence with a word before it that says at a glance what it is about. */
    Page judged(String style, String word, String sentence) {
        html.append("<p class=\"judged\"><span class=\"badge ").append(style).append("\">");
        html.append(escaped(word)).append("</span> ").append(escaped(sentence)).append("</p>\n");
        return this;
    }

    /** With figures to the right, and the first column of each row as its heading. */
    Page figures(ReportTable table) {
        return table(table, "figures");
    }

    /** With sentences, to the left. */
    Page words(ReportTable table) {
        return table(table, "words");
    }

    private Page table(ReportTable table, String style) {
        html.append("<div class=\"wide\" tabindex=\"0\"><table class=\"")
                .append(style)
                .append("\">\n<thead><tr>");
        table.header().forEach(cell -> cell("th scope=\"col\"", "th", cell));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            cell("th scope=\"row\"", "th", row.get(0));
            row.subList(1, row.size()).forEach(cell -> cell("td", "td", cell));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
        return this;
    }

    private void cell(String open, String close, String text) {
        html.append('<').append(open).append('>').append(escaped(text));
        html.append("</").append(close).append('>');
    }

    /** @param lookFor a sentence that says what there is to see */
    Page picture(String svg, String lookFor) {
        html.append("<figure>\n<div class=\"wide\" tabindex=\"0\">\n")
                .append(svg)
                .append("</div>\n");
        return element("figcaption", lookFor).endFigure();
    }

    private Page endFigure() {
        html.append("</figure>\n");
        return this;
    }

    /** Folded away until it is asked for. */
    Page details(String summary, String text) {
        html.append("<details><summary>").append(escaped(summary)).append("</summary>\n");
        element("pre", text);
        html.append("</details>\n");
        return this;
    }

    String html() {
        return html.toString();
    }
}
