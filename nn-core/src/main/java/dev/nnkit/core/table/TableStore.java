package dev.nnkit.core.table;

import dev.nnkit.api.DataType;
import dev.nnkit.core.data.Dataset;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the rows of a table in memory, each in its part. */
final class TableStore {
    private final Path source;
    private final Columns columns;
    private final RowEncoder encoder;
    private final Partitioner partitioner;
    private final Map<Part, RowStore> stores = new EnumMap<>(Part.class);

    /** @param scan what a first pass over the same rows has found */
    TableStore(Path source, Columns columns, DataType type, TableOptions options, List<String> header, TableScan scan) {
        this.source = source;
        this.columns = columns;
        this.encoder = new RowEncoder(columns, header, source, type, true);
        this.partitioner = Partitioner.of(options.partition(), header, source);
        scan.counts().forEach((part, count) -> stores.put(part, new RowStore(source, columns, type, count)));
    }

    void add(CsvRow row) {
        Part part = partitioner.next(row);
        RowStore store = part == null ? null : stores.get(part);
        if (store != null) {
            store.add(row, encoder);
        }
    }

    /** @throws dev.nnkit.core.data.DataException if there were other rows than in the first pass */
    Table finish() {
        Map<Part, Dataset> parts = new EnumMap<>(Part.class);
        stores.forEach((part, store) -> parts.put(part, store.finish()));
        return new Table(source, columns, parts);
    }
}
