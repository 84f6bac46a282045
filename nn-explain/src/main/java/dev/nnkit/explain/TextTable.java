package dev.nnkit.explain;

import java.util.ArrayList;
import java.util.List;

/** Rows with a label and numbers behind it, in columns that line up. */
final class TextTable {
    private static final String INDENT = "    ";
    private static final String GAP = "   ";
    /** So that five columns of numbers stand beside it in 100 characters. */
    private static final int LONGEST_LABEL = 32;

    private record Row(String label, List<Cell> cells) {}

    private final List<String> titles;
    private final List<Row> rows = new ArrayList<>();

    TextTable(String... titles) {
        this.titles = List.of(titles);
    }

    /** Cells may be fewer than columns. */
    void row(String label, Cell... cells) {
        rows.add(new Row(shortened(label), List.of(cells)));
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 3) + "...";
    }

    /** Lines, each with its end. */
    String text() {
        int labels = rows.stream().mapToInt(row -> row.label.length()).max().orElse(0);
        List<StringBuilder> lines = new ArrayList<>();
        lines.add(new StringBuilder(INDENT).append(" ".repeat(labels)));
        rows.forEach(row ->
                lines.add(new StringBuilder(INDENT).append(row.label).append(" ".repeat(labels - row.label.length()))));
        for (int column = 0; column < titles.size(); column++) {
            List<String> texts = column(column);
            int width = texts.stream().mapToInt(String::length).max().orElse(0);
            for (int i = 0; i < texts.size(); i++) {
                lines.get(i)
                        .append(GAP)
                        .append(" ".repeat(width - texts.get(i).length()))
                        .append(texts.get(i));
            }
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString();
    }

    /** The title and what stands below it. */
    private List<String> column(int column) {
        List<Double> numbers = new ArrayList<>();
        for (Row row : rows) {
            if (column < row.cells.size() && row.cells.get(column).word() == null) {
                numbers.add(row.cells.get(column).number());
            }
        }
        Decimals decimals = Decimals.of(numbers);
        List<String> texts = new ArrayList<>(List.of(titles.get(column)));
        for (Row row : rows) {
            Cell cell = column < row.cells.size() ? row.cells.get(column) : Cell.NONE;
            String word = cell.word();
            texts.add(word == null ? decimals.text(cell.number()) : word);
        }
        return texts;
    }
}
