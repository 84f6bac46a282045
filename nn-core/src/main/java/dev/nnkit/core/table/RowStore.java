package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.DataException;
import dev.nnkit.core.data.Dataset;
import java.nio.file.Path;
import java.util.List;

/** Collects the rows of one part in memory. */
final class RowStore {
    private final Path source;
    private final List<String> classNames;
    private final int rows;
    private final EncodedRows store;
    private final double[] encoded;
    private int size;
    private long seen;

    RowStore(Path source, Columns columns, DataType type, long rows) {
        this.source = source;
        this.classNames = columns.classNames();
        int width = columns.shape().last();
        if (rows * width > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    source,
                    "has " + rows + " rows of " + width
                            + " numbers, more than one array can hold. Train on it as a stream.");
        }
        this.rows = (int) rows;
        this.store = new EncodedRows(columns, type, this.rows);
        this.encoded = new double[width + 1];
    }

    void add(CsvRow row, RowEncoder encoder) {
        if (!encoder.featuresAndTarget(row, encoded, 0)) {
            return;
        }
        seen++;
        if (size < rows) {
            store.put(size++, encoded);
        }
    }

    Dataset finish() {
        if (seen != rows) {
            throw CsvFile.changed(source, rows, seen);
        }
        return store.dataset().withClassNames(classNames);
    }
}
