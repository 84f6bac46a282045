package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes numbers of rows whose columns stand in a known order: what {@link Columns} say, for one header. Numbers take no
 * memory. Numbers are scaled in double precision and rounded to the type of the network. Not thread-safe as its rows are
 * not.
 */
public final class RowEncoder {
    private final Columns columns;
    private final Feature[] features;
    private final int[] fields;
    private final List<Map<String, Integer>> categories = new ArrayList<>();
    private final int target;
    private final Map<String, Integer> classes;
    private final int width;
    private final boolean rounds;

    /** @throws IllegalArgumentException if the type is INT32 */
    RowEncoder(Columns columns, List<String> header, Path source, DataType type, boolean withTarget) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException("columns: features become numbers, so they cannot be " + type + ".");
        }
        this.columns = columns;
        this.rounds = type == DataType.FLOAT32;
        this.features = columns.features().toArray(new Feature[0]);
        List<String> names =
                new ArrayList<>(columns.features().stream().map(Feature::name).toList());
        if (withTarget) {
            names.add(columns.target().name());
        }
        this.fields = Header.requireAll(header, names, source);
        this.target = withTarget ? fields[features.length] : -1;
        for (Feature feature : features) {
            categories.add(feature instanceof Feature.Categories each ? numbered(each.values()) : Map.of());
        }
        this.classes = numbered(columns.classNames());
        this.width = columns.shape().last();
    }

    private static Map<String, Integer> numbered(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }

    /** How many numbers a row becomes. */
    public int width() {
        return width;
    }

    /**
     * Writes the numbers of a row into {@code into}, from {@code at} on.
     *
     * @return false if the row lacks a value and such rows are to be left out
     * @throws DataException naming line, column and value, if one is broken, or missing with nothing to stand for it
     */
    public boolean features(CsvRow row, double[] into, int at) {
        int place = at;
        for (int i = 0; i < features.length; i++) {
            Feature feature = features[i];
            boolean here = feature instanceof Feature.Numeric number
                    ? number(number, row, fields[i], into, place)
                    : category((Feature.Categories) feature, categories.get(i), row, fields[i], into, place);
            if (!here) {
                return false;
            }
            place += feature.width();
        }
        return true;
    }

    /** As {@link #features}, and the target behind them: the number of a class, or a number as a network learns it. */
    boolean featuresAndTarget(CsvRow row, double[] into, int at) {
        if (!features(row, into, at)) {
            return false;
        }
        TargetColumn column = columns.target();
        if (row.isMissing(target)) {
            if (columns.missing() == Missing.DROP) {
                return false;
            }
            throw row.problem(column.name(), Problems.NO_TARGET);
        }
        if (column.task() == Task.REGRESSION) {
            into[at + width] = scaled(column.name(), column.scaling(), row.number(target), row, target);
            return true;
        }
        Integer label = classes.get(row.label(target));
        if (label == null) {
            throw row.problem(column.name(), unknown(row.text(target), "classes", column.classNames()) + ".");
        }
        into[at + width] = label;
        return true;
    }

    private boolean number(Feature.Numeric feature, CsvRow row, int field, double[] into, int at) {
        double number = row.number(field);
        if (Double.isNaN(number) && row.isMissing(field)) {
            Double standIn = feature.standIn();
            if (standIn == null) {
                return leftOut(feature, row, field);
            }
            number = standIn;
        }
        into[at] = scaled(feature.name(), feature.scaling(), number, row, field);
        return true;
    }

    private double scaled(String column, Scaling scaling, double number, CsvRow row, int field) {
        if (Double.isNaN(number)) {
            throw row.problem(column, Problems.notANumber(row.text(field)));
        }
        double scaled = rounded(scaling.apply(number));
        if (Double.isInfinite(scaled)) {
            throw row.problem(column, Problems.quoted(row.text(field)) + " is too large.");
        }
        return scaled;
    }

    private double rounded(double number) {
        return rounds ? (float) number : number;
    }

    private boolean category(
            Feature.Categories feature, Map<String, Integer> numbers, CsvRow row, int field, double[] into, int at) {
        boolean missing = row.isMissing(field);
        Integer number = missing ? null : numbers.get(row.label(field));
        List<Double> standIns = feature.standIns();
        if (number == null && standIns.isEmpty()) {
            if (!missing) {
                throw row.problem(
                        feature.name(),
                        unknown(row.text(field), "categories", feature.values())
                                + ". With mean for missing values, it counts as missing.");
            }
            return leftOut(feature, row, field);
        }
        for (int i = 0; i < feature.width(); i++) {
            into[at + i] = number == null ? rounded(standIns.get(i)) : i == number ? 1 : 0;
        }
        return true;
    }

    private static String unknown(String text, String what, List<String> known) {
        return Problems.quoted(text) + " is not one of the " + what + " of the training rows: "
                + Problems.listed(known);
    }

    private boolean leftOut(Feature feature, CsvRow row, int field) {
        if (columns.missing() == Missing.DROP) {
            return false;
        }
        throw row.problem(feature.name(), Problems.missing(row.text(field)));
    }

    /** About the first value that a row lacks, where it cannot be left out. */
    DataException missing(CsvRow row) {
        int first = 0;
        while (!row.isMissing(fields[first])) {
            first++;
        }
        return row.problem(features[first].name(), Problems.missing(row.text(fields[first])));
    }
}
