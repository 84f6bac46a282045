package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Task;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Decides what the columns of a file are, from what one pass over it has found. */
final class Decision {
    private final Path source;
    private final TableOptions options;

    Decision(Path source, TableOptions options) {
        this.source = source;
        this.options = options;
    }

    /** @param lastWidth how many numbers the network answers with */
    Columns decide(List<ColumnStatistics> features, ColumnStatistics target, int lastWidth) {
        List<Feature> decided = decide(features);
        String split = options.partition().columnName();
        return new Columns(decided, options.missing(), target(target, lastWidth), split);
    }

    List<Feature> decide(List<ColumnStatistics> features) {
        return features.stream().map(this::feature).toList();
    }

    private Feature feature(ColumnStatistics column) {
        ColumnStatistics.Place missing = column.firstMissing();
        if (missing != null && options.missing() == Missing.ERROR) {
            throw Problems.at(source, missing.where(), column.name(), Problems.missing(missing.text()));
        }
        if (column.isEmpty()) {
            throw about(column, "has no value in any training row. Leave it out of the features.");
        }
        if (options.categories().contains(column.name()) || !(column.isNumeric() || column.isMixed())) {
            return categories(column);
        }
        requireNumbers(column, "Correct it, or declare the column to be categories.");
        return withinDoubles(
                column,
                () -> new Feature.Numeric(
                        column.name(),
                        column.scaling(options.scale()),
                        options.missing() == Missing.MEAN ? column.mean() : null));
    }

    private Feature categories(ColumnStatistics column) {
        if (column.hasTooManyLabels()) {
            throw about(
                    column,
                    "has more than " + ColumnStatistics.MOST_LABELS
                            + " different values in the training rows, too many for categories. Leave it out of the"
                            + " features.");
        }
        List<String> values = sorted(column);
        Map<String, Long> counts = column.labels();
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Feature.Categories(
                column.name(),
                values,
                options.missing() == Missing.MEAN
                        ? values.stream()
                                .map(value -> counts.getOrDefault(value, 0L) / all)
                                .toList()
                        : List.of());
    }

    private TargetColumn target(ColumnStatistics column, int lastWidth) {
        ColumnStatistics.Place missing = column.firstMissing();
        if (missing != null && options.missing() != Missing.DROP) {
            throw Problems.at(source, missing.where(), column.name(), Problems.NO_TARGET);
        }
        int labels = column.labels().size();
        if (column.isNumeric() && !(column.isFewWholeNumbers() && (lastWidth > 1 || labels == 2))) {
            return number(column, lastWidth);
        }
        if (column.isMixed() && (lastWidth == 1 || column.hasTooManyLabels())) {
            requireNumbers(column, "Correct it.");
        }
        if (column.hasTooManyLabels()) {
            throw about(
                    column,
                    "has more than " + ColumnStatistics.MOST_LABELS
                            + " different texts in the training rows, too many for classes.");
        }
        List<String> names = sorted(column);
        boolean binary = lastWidth == 1 && labels == 2;
        if (!binary && labels != lastWidth) {
            throw about(
                    column,
                    "has " + labels + (labels == 1 ? " class" : " classes") + " (" + Problems.listed(names)
                            + ") but the network's last width is " + lastWidth + ". End it with dense(" + labels
                            + ").");
        }
        return new TargetColumn(column.name(), binary ? Task.BINARY : Task.CLASSES, names, Scaling.NONE);
    }

    private TargetColumn number(ColumnStatistics column, int lastWidth) {
        if (lastWidth != 1) {
            throw about(
                    column,
                    "holds other numbers than a few whole ones, so it has no classes, but the network's last width is "
                            + lastWidth + ". End it with dense(1).");
        }
        requireNumbers(column, "Correct it.");
        return withinDoubles(
                column,
                () -> new TargetColumn(column.name(), Task.REGRESSION, List.of(), column.scaling(options.scale())));
    }

    private <T> T withinDoubles(ColumnStatistics column, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw about(
                    column, "holds numbers so large that their mean or range overflows. Divide them by a power of 10.");
        }
    }

    private void requireNumbers(ColumnStatistics column, String hint) {
        DataException text = column.textProblem(source, hint);
        if (text != null) {
            throw text;
        }
    }

    private DataException about(ColumnStatistics column, String sentence) {
        return new DataException(source, "column " + Problems.quoted(column.name()) + " " + sentence);
    }

    /** In an order that does not depend on that of the rows: by number where all are numbers, else as texts. */
    private static List<String> sorted(ColumnStatistics column) {
        Comparator<String> order =
                column.isNumeric() ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder();
        return column.labels().keySet().stream().sorted(order).toList();
    }
}
