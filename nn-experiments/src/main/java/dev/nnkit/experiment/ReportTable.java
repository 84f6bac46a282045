package dev.nnkit.experiment;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of texts.
 *
 * @param rows each as long as the header
 */
public record ReportTable(List<String> header, List<List<String>> rows) {
    public ReportTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** With the first column to the left and the others to the right. */
    public String toMarkdown() {
        String rule = "|---|" + "---:|".repeat(header.size() - 1);
        return line(header) + rule + "\n" + rows.stream().map(ReportTable::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
