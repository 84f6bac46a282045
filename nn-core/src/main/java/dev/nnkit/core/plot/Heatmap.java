package dev.nnkit.core.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    private static final double GAP = 8;
    private static final double TOP = 50;
    private static final double SMALLEST_CELL = 38;

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
        return new Layout(this).draw();
    }

    /** Where everything stands, once it is known how wide names and numbers are. */
    private static final class Layout {
        private final Heatmap map;
        private final double cell;
        private final double left;
        private final double top;
        /** Whether the columns are too narrow for their names. */
        private final boolean upwards;

        private final Drawing drawing;

        Layout(Heatmap map) {
            this.map = map;
            this.cell = Math.max(SMALLEST_CELL, widest(map.numbers()) + 1.5 * GAP);
            this.left = 2 * GAP + Drawing.LINE + widest(map.rows) + GAP;
            double names = widest(map.columns);
            this.upwards = names > cell - GAP / 2;
            this.top = TOP + Drawing.LINE + (upwards ? names : Drawing.LINE) + GAP;
            double across = Math.max(map.columns.size() * cell, Drawing.width(map.columnLabel, Drawing.TEXT));
            double down = Math.max(map.rows.size() * cell, Drawing.width(map.rowLabel, Drawing.TEXT));
            double width = Math.max(left + across + 2 * GAP, 2 * GAP + Drawing.width(map.title, Drawing.TITLE));
            this.drawing = new Drawing(width, top + down + 2 * GAP, map.title);
        }

        String draw() {
            drawing.title(GAP, map.title);
            drawAxes();
            for (int row = 0; row < map.rows.size(); row++) {
                double at = top + row * cell;
                drawing.text(left - GAP, at + cell / 2 + 4.5, Drawing.Anchor.END, Palette.INK, map.rows.get(row));
                drawRow(map.counts.get(row), at);
            }
            drawing.frame(left, top, map.columns.size() * cell, map.rows.size() * cell, Palette.FAINT_INK);
            return drawing.finish();
        }

        private void drawAxes() {
            double middle = left + map.columns.size() * cell / 2;
            drawing.text(middle, TOP + Drawing.TEXT, Drawing.Anchor.MIDDLE, Palette.FAINT_INK, map.columnLabel);
            double centre = top + map.rows.size() * cell / 2;
            drawing.textUpwards(GAP + Drawing.TEXT, centre, Drawing.Anchor.MIDDLE, Palette.FAINT_INK, map.rowLabel);
            for (int column = 0; column < map.columns.size(); column++) {
                double at = left + (column + 0.5) * cell;
                String name = map.columns.get(column);
                if (upwards) {
                    drawing.textUpwards(at + 4.5, top - GAP, Drawing.Anchor.START, Palette.INK, name);
                } else {
                    drawing.text(at, top - GAP, Drawing.Anchor.MIDDLE, Palette.INK, name);
                }
            }
        }

        private void drawRow(List<Long> row, double y) {
            double sum = row.stream().mapToDouble(Long::doubleValue).sum();
            for (int column = 0; column < row.size(); column++) {
                long count = row.get(column);
                double x = left + column * cell;
                double shade = count == 0 ? 0 : Math.sqrt(count / sum);
                drawing.rect(x + 0.5, y + 0.5, cell - 1, cell - 1, Palette.shade(shade));
                String ink = count == 0 ? Palette.FAINT_INK : Palette.inkOn(shade);
                drawing.text(x + cell / 2, y + cell / 2 + 4.5, Drawing.Anchor.MIDDLE, ink, Long.toString(count));
            }
        }
    }

    private List<String> numbers() {
        return counts.stream().flatMap(List::stream).map(String::valueOf).toList();
    }

    private static double widest(List<String> texts) {
        List<Double> widths =
                texts.stream().map(text -> Drawing.width(text, Drawing.TEXT)).toList();
        return widths.isEmpty() ? 0 : Collections.max(widths);
    }
}
