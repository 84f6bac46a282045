package dev.nnkit.core.plot;

import java.util.List;

/**
 * Shares in rows and columns, such as dead units by layer and epoch: each cell shows its share in percent, and is the darker
 * the larger it is. The shade grows with the square root of the share, so that small shares are seen.
 *
 * <p>The same shares give the same text. Thread-safe: immutable.
 *
 * @param rowLabel what the rows are, such as "layer"
 * @param columnLabel what the columns are, such as "epoch"
 * @param rows the names of the rows, from above
 * @param columns the names of the columns, from the left
 * @param shares by row and column, from 0 to 1, or NaN where not known; throws IllegalArgumentException otherwise, or if they
 *     do not fit the names
 */
public record ShareMap(
        String title,
        String rowLabel,
        String columnLabel,
        List<String> rows,
        List<String> columns,
        List<List<Double>> shares) {
    private static final double CELL_HEIGHT = 24;

    public ShareMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        shares = shares.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (shares.size() != rows.size() || shares.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("share map: shares must have " + rows.size() + " rows of " + width
                    + ", as the names say, but have rows of "
                    + shares.stream().map(List::size).toList() + ".");
        }
        if (shares.stream().flatMap(List::stream).anyMatch(share -> share < 0 || share > 1)) {
            throw new IllegalArgumentException("share map: shares must lie between 0 and 1 but are " + shares + ".");
        }
    }

    /** The picture. */
    public String toSvg() {
        List<List<CellGrid.Cell>> cells = shares.stream()
                .map(row -> row.stream().map(ShareMap::cell).toList())
                .toList();
        return new CellGrid(title, rowLabel, columnLabel, rows, columns, cells, CELL_HEIGHT).draw();
    }

    /** A share that is not 0 is not shown as 0, and one that is not all not as all. */
    private static CellGrid.Cell cell(double share) {
        if (Double.isNaN(share)) {
            return new CellGrid.Cell("", 0);
        }
        long percent = Math.round(100 * share);
        String text = percent == 0 && share > 0 ? "< 1" : percent == 100 && share < 1 ? "> 99" : "" + percent;
        return new CellGrid.Cell(text, Math.sqrt(share));
    }
}
