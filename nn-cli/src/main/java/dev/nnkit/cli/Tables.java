package dev.nnkit.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Prints names with values, and tables. */
final class Tables {
    private Tables() {}

    /** One line for each setting; empty ones and zeros, which mean "not used", are left out. */
    static void print(PrintWriter out, Map<String, Object> values) {
        values.forEach((name, value) -> {
            boolean used = !(value instanceof List<?> list && list.isEmpty())
                    && !(value instanceof Number number && number.doubleValue() == 0);
            if (used) {
                out.println(String.format("%-15s %s", name, value));
            }
        });
    }

    /** A table without lines between the rows; the first column to the left, the others to the right. */
    static String of(List<String> header, List<List<String>> rows) {
        Column[] columns = IntStream.range(0, header.size())
                .mapToObj(i -> new Column()
                        .header(header.get(i))
                        .headerAlign(i == 0 ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT)
                        .dataAlign(i == 0 ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT))
                .toArray(Column[]::new);
        String[][] cells = rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new);
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER, columns, cells);
    }
}
