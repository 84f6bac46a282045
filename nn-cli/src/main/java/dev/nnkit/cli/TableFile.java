package dev.nnkit.cli;

import dev.nnkit.core.data.DataFile;
import dev.nnkit.core.table.CsvRows;
import java.util.List;

/** Looks into tables. */
final class TableFile {
    private TableFile() {}

    /** The names of the columns. */
    static List<String> header(DataOptions source) {
        return DataFile.read(
                source.path(),
                (bytes, size) ->
                        CsvRows.of(source.path(), bytes, source.separator()).header());
    }
}
