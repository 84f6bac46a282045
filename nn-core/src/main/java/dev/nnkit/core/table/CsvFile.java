package dev.nnkit.core.table;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.DataFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A CSV file, plain or gzipped, that was read once from beginning to end to find out what is in it, in memory that does
 * not grow with it. Then its columns can be decided, and its rows read: into memory, or as they are needed.
 *
 * <pre>{@code
 * CsvFile file = CsvFile.scan(path, TableOptions.target("species").splitColumn("split"));
 * Columns columns = file.decide(network.outputShape().last());
 * Table table = file.read(columns);
 * }</pre>
 *
 * <p>Numbers are read as {@link Double#parseDouble} does, scaled in double precision, and then rounded to the type that is
 * asked for. Thread-safe: immutable.
 *
 * @see CsvRows for the format
 */
public final class CsvFile {
    private final Path path;
    private final TableOptions options;
    private final List<String> header;
    private final TableScan scan;
    private final long hash;

    private CsvFile(Path path, TableOptions options, List<String> header, TableScan scan, long hash) {
        this.path = path;
        this.options = options;
        this.header = header;
        this.scan = scan;
        this.hash = hash;
    }

    /**
     * Reads a file for the first time.
     *
     * @throws DataException if it is no table, lacks a column that {@code options} name, or has no rows
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static CsvFile scan(Path path, TableOptions options) {
        return DataFile.read(path, (bytes, size) -> {
            HashingInputStream hashed = new HashingInputStream(Hashing.murmur3_128(), bytes);
            CsvRows rows = CsvRows.of(path, hashed, options.separator());
            TableScan scan = new TableScan(path, options, rows.header());
            while (rows.next()) {
                scan.add(rows.row());
            }
            if (scan.total() == 0) {
                throw new DataException(path, "has a header but no rows.");
            }
            return new CsvFile(path, options, rows.header(), scan, hashed.hash().asLong());
        });
    }

    public Path path() {
        return path;
    }

    /** The names of all its columns. */
    public List<String> header() {
        return header;
    }

    /** How many rows there are for a purpose, without those that are left out because they lack a value. */
    public long rows(Part part) {
        return scan.rows(part);
    }

    /** How many rows are left out because they lack a value. */
    public long dropped() {
        return scan.dropped();
    }

    /** A hash of its bytes. */
    public long contentHash() {
        return hash;
    }

    /** How many rows of what kind, for a person. */
    public String describe() {
        String parts = scan.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "rows: " + parts + (dropped() == 0 ? "" : ", " + dropped() + " left out for a missing value");
    }

    /**
     * Decides what its columns are. A feature is a column of numbers if all its values are numbers, of categories if none
     * is, unless the options say so; where some are, one that is not is an error. The target: texts, or up to {@value
     * ColumnStatistics#MOST_LABELS} different whole numbers where the network has a last width of 2 or more, are classes; two different texts or
     * whole numbers with a last width of 1 are a binary task; other numbers are a regression.
     *
     * @param lastWidth how many numbers the network answers with
     * @throws DataException if a value is broken or missing, or the target does not fit the last width
     */
    public Columns decide(int lastWidth) {
        if (rows(Part.TRAIN) == 0) {
            throw new DataException(path, "has no train rows. It has " + describe() + ".");
        }
        return scan.decide(lastWidth);
    }

    /**
     * The shape of what a network will get for a row, which does not depend on the network.
     *
     * @throws DataException if a value of a feature is broken or missing
     */
    public Shape inputShape() {
        return Columns.shape(scan.decideFeatures());
    }

    /**
     * How many numbers a network should answer with, where nobody says so: one for each class, if the target holds texts, or
     * whole numbers of at most {@value ColumnStatistics#FEW_NUMBERS} different values; else 1.
     */
    public int suggestedWidth() {
        return scan.suggestedWidth();
    }

    /**
     * Reads it into memory, for a network of FLOAT32.
     *
     * @throws DataException as {@link #read(Columns, DataType)}
     */
    public Table read(Columns columns) {
        return read(columns, DataType.FLOAT32);
    }

    /**
     * Reads it into memory.
     *
     * @param columns what was decided about this file, or about the one that a model was trained on
     * @param type of numbers, that of the network: those of a {@link Table} that are made another type later have been
     *     rounded once already
     * @throws DataException if a value is broken or missing, or it does not have the rows any more that it had
     */
    public Table read(Columns columns, DataType type) {
        options.requireMissingOf(columns, path);
        return DataFile.read(path, (bytes, size) -> {
            CsvRows rows = CsvRows.of(path, bytes, options.separator());
            TableStore store = new TableStore(path, columns, type, options, rows.header(), scan);
            while (rows.next()) {
                store.add(rows.row());
            }
            return store.finish();
        });
    }

    /**
     * Its rows for one purpose, read again in each pass over them; FLOAT32, unless {@link CsvExamples#as} says another type.
     *
     * @param columns what was decided about this file, or about the one that a model was trained on
     */
    public CsvExamples stream(Columns columns, Part part) {
        options.requireMissingOf(columns, path);
        return CsvExamples.of(this, columns, part);
    }

    TableOptions options() {
        return options;
    }

    /** What is thrown where a later pass finds another number of rows than the first. */
    static DataException changed(Path path, long before, long now) {
        return new DataException(
                path, "had " + before + " rows when it was first read and now has " + now + ". It must not change.");
    }
}
