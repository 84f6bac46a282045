package dev.nnkit.core.plot;

import java.util.Collections;
import java.util.List;

/**
 * Cells with a text each, the darker the larger their shade, under the names of their columns and beside those of their rows.
 *
 * @param cells by row and column
 * @param cellHeight in pixels
 */
record CellGrid(
        String title,
        String rowLabel,
        String columnLabel,
        List<String> rows,
        List<String> columns,
        List<List<Cell>> cells,
        double cellHeight) {
    private static final double GAP = 8;
    private static final double TOP = 50;
    private static final double SMALLEST_CELL = 38;

    /** @param shade from 0, white, to 1 */
    record Cell(String text, double shade) {}

    /** How wide cells must be for their texts. */
    static double width(List<List<Cell>> cells) {
        List<String> texts =
                cells.stream().flatMap(List::stream).map(Cell::text).toList();
        return Math.max(SMALLEST_CELL, widest(texts) + 1.5 * GAP);
    }

    private static double widest(List<String> texts) {
        List<Double> widths =
                texts.stream().map(text -> Drawing.width(text, Drawing.TEXT)).toList();
        return widths.isEmpty() ? 0 : Collections.max(widths);
    }

    String draw() {
        return new Layout(this).draw();
    }

    /** Where everything stands, once it is known how wide names and texts are. */
    private static final class Layout {
        private final CellGrid grid;
        private final double cell;
        private final double left;
        private final double top;
        /** Whether the columns are too narrow for their names. */
        private final boolean upwards;

        private final Drawing drawing;

        Layout(CellGrid grid) {
            this.grid = grid;
            this.cell = width(grid.cells);
            this.left = 2 * GAP + Drawing.LINE + widest(grid.rows) + GAP;
            double names = widest(grid.columns);
            this.upwards = names > cell - GAP / 2;
            this.top = TOP + Drawing.LINE + (upwards ? names : Drawing.LINE) + GAP;
            double across = Math.max(grid.columns.size() * cell, Drawing.width(grid.columnLabel, Drawing.TEXT));
            double down = Math.max(height(), Drawing.width(grid.rowLabel, Drawing.TEXT));
            double width = Math.max(left + across + 2 * GAP, 2 * GAP + Drawing.width(grid.title, Drawing.TITLE));
            this.drawing = new Drawing(width, top + down + 2 * GAP, grid.title);
        }

        private double height() {
            return grid.rows.size() * grid.cellHeight;
        }

        String draw() {
            drawing.title(GAP, grid.title);
            drawAxes();
            for (int row = 0; row < grid.rows.size(); row++) {
                double at = top + row * grid.cellHeight;
                double line = at + grid.cellHeight / 2 + 4.5;
                drawing.text(left - GAP, line, Drawing.Anchor.END, Palette.INK, grid.rows.get(row));
                drawRow(grid.cells.get(row), at);
            }
            drawing.frame(left, top, grid.columns.size() * cell, height(), Palette.FAINT_INK);
            return drawing.finish();
        }

        private void drawAxes() {
            double middle = left + grid.columns.size() * cell / 2;
            drawing.text(middle, TOP + Drawing.TEXT, Drawing.Anchor.MIDDLE, Palette.FAINT_INK, grid.columnLabel);
            double centre = top + height() / 2;
            drawing.textUpwards(GAP + Drawing.TEXT, centre, Drawing.Anchor.MIDDLE, Palette.FAINT_INK, grid.rowLabel);
            for (int column = 0; column < grid.columns.size(); column++) {
                double at = left + (column + 0.5) * cell;
                String name = grid.columns.get(column);
                if (upwards) {
                    drawing.textUpwards(at + 4.5, top - GAP, Drawing.Anchor.START, Palette.INK, name);
                } else {
                    drawing.text(at, top - GAP, Drawing.Anchor.MIDDLE, Palette.INK, name);
                }
            }
        }

        private void drawRow(List<Cell> row, double y) {
            for (int column = 0; column < row.size(); column++) {
                Cell drawn = row.get(column);
                double x = left + column * cell;
                drawing.rect(x + 0.5, y + 0.5, cell - 1, grid.cellHeight - 1, Palette.shade(drawn.shade));
                String ink = drawn.shade == 0 ? Palette.FAINT_INK : Palette.inkOn(drawn.shade);
                double line = y + grid.cellHeight / 2 + 4.5;
                drawing.text(x + cell / 2, line, Drawing.Anchor.MIDDLE, ink, drawn.text);
            }
        }
    }
}
