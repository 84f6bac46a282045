package dev.nnkit.core.table;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted from a table; what is not said is decided by its contents.
 *
 * @param target the column to predict
 * @param features the columns to predict from, in this order; empty: all others, in the file's order
 * @param categories features that are categories although their values look like numbers: postcodes, months
 * @param partition which rows are for what
 * @param missing what is done where a value is missing
 * @param scale what is done to numbers
 * @param separator between fields; null: found out from the header
 */
public record TableOptions(
        String target,
        List<String> features,
        List<String> categories,
        Partition partition,
        Missing missing,
        Scale scale,
        @Nullable Character separator) {
    public TableOptions {
        features = List.copyOf(features);
        categories = List.copyOf(categories);
        if (features.stream().distinct().count() < features.size()) {
            throw new IllegalArgumentException(
                    "features: a column is named twice: " + String.join(", ", features) + ".");
        }
        if (features.contains(target)) {
            throw new IllegalArgumentException("features: the target \"" + target + "\" cannot be one of them.");
        }
    }

    /** All other columns are features, all rows for training, missing values errors, numbers standardised. */
    public static TableOptions target(String name) {
        return new TableOptions(
                name, List.of(), List.of(), Partition.TRAINING_ONLY, Missing.ERROR, Scale.STANDARD, null);
    }

    /** What finds in another table what was decided about the first, to evaluate or to go on training. */
    public static TableOptions of(Columns columns) {
        Partition partition =
                columns.splitColumn() == null ? Partition.TRAINING_ONLY : Partition.column(columns.splitColumn());
        return target(columns.target().name())
                .features(columns.features().stream().map(Feature::name).toList())
                .partition(partition)
                .missing(columns.missing());
    }

    /** The same with features. */
    public TableOptions features(List<String> names) {
        return new TableOptions(target, names, categories, partition, missing, scale, separator);
    }

    /** The same with columns that are categories whatever they look like. */
    public TableOptions categories(List<String> names) {
        return new TableOptions(target, features, names, partition, missing, scale, separator);
    }

    /** The same with another partition. */
    public TableOptions partition(Partition value) {
        return new TableOptions(target, features, categories, value, missing, scale, separator);
    }

    /** The same with a column that says train, validation or test. */
    public TableOptions splitColumn(String name) {
        return partition(Partition.column(name));
    }

    /** The same with another way to treat missing values. */
    public TableOptions missing(Missing value) {
        return new TableOptions(target, features, categories, partition, value, scale, separator);
    }

    /** The same with another scale. */
    public TableOptions scale(Scale value) {
        return new TableOptions(target, features, categories, partition, missing, value, separator);
    }

    /** The same with a separator. */
    public TableOptions separator(char value) {
        return new TableOptions(target, features, categories, partition, missing, scale, value);
    }

    /** Rows that are left out are not counted: with other columns, the counts would be wrong. */
    void requireMissingOf(Columns columns, Path source) {
        if (columns.missing() != missing) {
            throw new IllegalArgumentException(source + ": was scanned with missing values " + missing
                    + " but the columns have " + columns.missing() + ". Scan it with TableOptions.of(columns).");
        }
    }
}
