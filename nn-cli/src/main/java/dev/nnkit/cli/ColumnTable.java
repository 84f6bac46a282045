package dev.nnkit.cli;

import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Scaling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the columns of a model: what they are, and what is done to them. */
final class ColumnTable {
    private ColumnTable() {}

    static void print(PrintWriter out, Columns columns) {
        columns.describe().forEach(out::println);
        List<List<String>> lines = new ArrayList<>();
        for (Feature feature : columns.features()) {
            lines.add(
                    feature instanceof Feature.Numeric number
                            ? line(
                                    number.name(),
                                    number.scaling(),
                                    number.standIn() == null ? "" : text(number.standIn()))
                            : List.of(
                                    feature.name(),
                                    feature.width() + " categories",
                                    "",
                                    "",
                                    ((Feature.Categories) feature).standIns().isEmpty() ? "" : "shares"));
        }
        if (columns.classNames().isEmpty()) {
            lines.add(
                    line(columns.target().name() + " (target)", columns.target().scaling(), ""));
        }
        out.println();
        out.println(Tables.of(List.of("column", "scale", "offset", "divisor", "if missing"), lines));
    }

    private static List<String> line(String name, Scaling scaling, String standIn) {
        return List.of(
                name,
                scaling.scale().toString().toLowerCase(Locale.ROOT),
                text(scaling.offset()),
                text(scaling.divisor()),
                standIn);
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.6g", number);
    }
}
