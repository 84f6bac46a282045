package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory: of a file, or of records.
 *
 * <pre>{@code
 * record Flower(double length, Colour colour, String species) {}
 *
 * Table table = Table.of(flowers, TableOptions.target("species"), 3);
 * Model model = new Model(network, softmaxCrossEntropy(), table.columns());
 * Tensor answers = network.predict(table.columns().encode(others, network.type()));
 * }</pre>
 *
 * @param source what it was read from
 * @param columns what was decided about it
 * @param parts its rows, in their order; a part without rows is not there
 */
public record Table(Path source, Columns columns, Map<Part, Dataset> parts) {
    public Table {
        parts = Map.copyOf(parts);
    }

    /**
     * Rows of records, decided as those of a file are: {@link CsvFile#decide}. Components are columns by their names, in the
     * texts that a file would hold: numbers; texts, booleans and constants of enums as categories or classes; null is missing.
     *
     * @param options what is wanted; a separator means nothing
     * @param lastWidth how many numbers the network answers with
     * @throws IllegalArgumentException if there are no records, or not of one type with such components
     * @throws DataException if a value is broken or missing, naming row, from 0, and column, or the target does not fit the
     *     last width
     */
    public static Table of(List<? extends Record> records, TableOptions options, int lastWidth) {
        RecordRows rows = RecordRows.of(records);
        TableScan scan = scan(rows, options);
        return read(rows, options, scan, scan.decide(lastWidth), DataType.FLOAT32);
    }

    /**
     * Rows of records with the columns of a model, to measure it, or of an earlier table, for another type.
     *
     * @param type of numbers, that of the network
     * @throws IllegalArgumentException as {@link #of(List, TableOptions, int)}
     */
    public static Table of(List<? extends Record> records, TableOptions options, Columns columns, DataType type) {
        RecordRows rows = RecordRows.of(records);
        options.requireMissingOf(columns, rows.source());
        return read(rows, options, scan(rows, options), columns, type);
    }

    private static TableScan scan(RecordRows rows, TableOptions options) {
        TableScan scan = new TableScan(rows.source(), options, rows.header());
        rows.forEach(scan::add);
        return scan;
    }

    private static Table read(RecordRows rows, TableOptions options, TableScan scan, Columns columns, DataType type) {
        TableStore store = new TableStore(rows.source(), columns, type, options, rows.header(), scan);
        rows.forEach(store::add);
        return store.finish();
    }

    /**
     * The rows to train on.
     *
     * @throws DataException if there are none
     */
    public Dataset train() {
        return require(Part.TRAIN);
    }

    /** The rows to measure on while training, or null if there are none. */
    public @Nullable Dataset validation() {
        return parts.get(Part.VALIDATION);
    }

    /**
     * The rows to measure on after training.
     *
     * @throws DataException if there are none
     */
    public Dataset test() {
        return require(Part.TEST);
    }

    private Dataset require(Part part) {
        Dataset rows = parts.get(part);
        if (rows == null) {
            throw new DataException(source, "has no " + part + " rows.");
        }
        return rows;
    }
}
