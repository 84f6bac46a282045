package dev.nnkit.core.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts in rows and columns, such as a confusion matrix: each cell shows its number, and is the darker the larger the share
 * of its row. The shade grows with the square root of the share, so that rare errors are seen.
 *
 * <p>The same counts give the same text. Thread-safe: immutable.
 *
 * @param rowLabel what the rows are, such as "actual"
 * @param columnLabel what the columns are, such as "predicted"
 * @param rows the names of the rows, from above
 * @param columns the names of the columns, from the left
 * @param counts by row and column, 0 or more; throws IllegalArgumentException if they do not fit the names
 */
public record Heatmap(
        String title,
        String rowLabel,
        String columnLabel,
        List<String> rows,
        List<String> columns,
        List<List<Long>> counts) {
    public Heatmap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        counts = counts.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (counts.size() != rows.size() || counts.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("heatmap: counts must have " + rows.size() + " rows of " + width
                    + ", as the names say, but have rows of "
                    + counts.stream().map(List::size).toList() + ".");
        }
        if (counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("heatmap: counts must be 0 or more but are " + counts + ".");
        }
    }

    /** A confusion matrix: {@code counts[actual][predicted]} over the same classes. */
    public static Heatmap confusion(String title, List<String> classes, long[][] counts) {
        List<List<Long>> rows = new ArrayList<>();
        for (long[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return new Heatmap(title, "actual", "predicted", classes, classes, rows);
    }

    /** The picture. */
    public String toSvg() {
        List<List<CellGrid.Cell>> cells = counts.stream().map(Heatmap::cells).toList();
        return new CellGrid(title, rowLabel, columnLabel, rows, columns, cells, CellGrid.width(cells)).draw();
    }

    private static List<CellGrid.Cell> cells(List<Long> row) {
        double sum = row.stream().mapToDouble(Long::doubleValue).sum();
        return row.stream()
                .map(count -> new CellGrid.Cell(Long.toString(count), count == 0 ? 0 : Math.sqrt(count / sum)))
                .toList();
    }
}
