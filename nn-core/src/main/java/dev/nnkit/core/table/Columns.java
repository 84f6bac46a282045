package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a table, and what a model must know to read raw rows: it is part of the model's file. Immutable;
 * thread-safe.
 *
 * @param features the columns to predict from, in the order in which a network gets them
 * @param missing what is done where a value is missing
 * @param target the column to predict
 * @param splitColumn the column that says what a row is for; null if there is none
 */
public record Columns(
        List<Feature> features,
        Missing missing,
        TargetColumn target,
        @Nullable String splitColumn) {
    /** What messages about rows call rows that are in no file. */
    private static final Path RAW = Path.of("row");

    public Columns {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("columns: there must be a feature to predict from.");
        }
        Set<String> names = new HashSet<>();
        names.add(target.name());
        if (splitColumn != null && !names.add(splitColumn)) {
            throw twice(splitColumn);
        }
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw twice(feature.name());
            }
        }
    }

    private static IllegalArgumentException twice(String name) {
        return new IllegalArgumentException(
                "columns: \"" + name + "\" can be only one of: a feature, the target, the split column.");
    }

    /** The shape of what a network gets for a row: [how many numbers]. */
    public Shape shape() {
        return shape(features);
    }

    static Shape shape(List<Feature> features) {
        return Shape.of(features.stream().mapToInt(Feature::width).sum());
    }

    /** What the target asks for. */
    public Task task() {
        return target.task();
    }

    /** The names of the target's classes, by number; empty where it is a number. */
    public List<String> classNames() {
        return target.classNames();
    }

    /**
     * Reads rows of a table with these columns in any order; others are ignored, those of target and split among them.
     *
     * @param source what messages begin with
     * @param type that of the network; throws IllegalArgumentException if it is INT32
     * @throws DataException naming the features that are missing
     */
    public RowEncoder encoder(List<String> header, Path source, DataType type) {
        return new RowEncoder(this, header, source, type, false);
    }

    /**
     * What a network gets for a row that is in no file: [1, inputs]. Other entries are ignored.
     *
     * @param row values by column, numbers or texts; null: missing
     * @param type that of the network
     * @throws DataException if a column is not there, a value is broken, or one is missing that nothing stands for
     */
    public Tensor encode(Map<String, ? extends @Nullable Object> row, DataType type) {
        CsvRow cells = new CsvRow(RAW, "");
        row.values().forEach(cells::add);
        return encode(encoder(List.copyOf(row.keySet()), RAW, type), 1, encoding -> encoding.accept(cells))
                .as(type);
    }

    /**
     * What a network gets for records: [records, inputs]. Components are columns by their names, as in {@link Table#of}; others
     * are ignored.
     *
     * @param type that of the network
     * @throws DataException if a column is not there, a value is broken, or one is missing that nothing stands for
     */
    public Tensor encode(List<? extends Record> records, DataType type) {
        RecordRows rows = RecordRows.of(records);
        return encode(encoder(rows.header(), rows.source(), type), records.size(), rows::forEach)
                .as(type);
    }

    private static Tensor encode(RowEncoder encoder, int count, Consumer<Consumer<CsvRow>> rows) {
        int width = encoder.width();
        double[] encoded = new double[Math.multiplyExact(count, width)];
        int[] at = {0};
        rows.accept(row -> {
            if (!encoder.features(row, encoded, at[0])) {
                throw encoder.missing(row);
            }
            at[0] += width;
        });
        return Tensor.of(Shape.of(count, width), encoded);
    }

    /** What a network's answer means, in the unit of the file: of a class nothing is changed. */
    public double decode(double answer) {
        return target.task() == Task.REGRESSION ? target.scaling().undo(answer) : answer;
    }

    /** A metric that sees predictions and targets in the unit of the file. */
    public Metric inUnits(Metric metric) {
        return target.scaling().equals(Scaling.NONE) ? metric : new MetricInUnits(metric, target.scaling());
    }

    /** What was decided, in lines for a person. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        List<String> numbers = names(Feature.Numeric.class);
        if (!numbers.isEmpty()) {
            lines.add("numbers: " + numbers.size() + " (" + Problems.listed(numbers) + "), " + scales());
        }
        for (Feature feature : features) {
            if (feature instanceof Feature.Categories categories) {
                lines.add("categories: " + categories.name() + ", one of "
                        + categories.values().size() + " (" + Problems.listed(categories.values()) + ")");
            }
        }
        lines.add("inputs: " + shape().last());
        lines.add("target: " + target.name() + ", "
                + switch (target.task()) {
                    case CLASSES, BINARY ->
                        "one of " + target.classNames().size() + " classes (" + Problems.listed(target.classNames())
                                + ")";
                    case REGRESSION -> "a number, " + scale(target.scaling().scale());
                });
        lines.add("missing values: "
                + switch (missing) {
                    case ERROR -> "are errors";
                    case MEAN -> "the mean of the training rows stands for them";
                    case DROP -> "their rows are left out";
                });
        if (splitColumn != null) {
            lines.add("split by: " + splitColumn);
        }
        return lines;
    }

    private List<String> names(Class<? extends Feature> kind) {
        return features.stream().filter(kind::isInstance).map(Feature::name).toList();
    }

    private String scales() {
        return features.stream()
                .filter(Feature.Numeric.class::isInstance)
                .map(feature -> scale(((Feature.Numeric) feature).scaling().scale()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String scale(Scale scale) {
        return switch (scale) {
            case NONE -> "not scaled";
            case STANDARD -> "standardised on the training rows";
            case MINMAX -> "scaled to 0 to 1 on the training rows";
        };
    }
}
